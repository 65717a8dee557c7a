package dev.millrace.ingest.source.share;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.ingest.source.share.BucketEvent.DeletionsConfirmed;
import dev.millrace.ingest.source.share.BucketEvent.Malformed;
import dev.millrace.ingest.source.share.BucketEvent.Touched;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BucketEventCodecTest {

    @Test
    void aNotificationNamesBucketAndEncodedKey() {
        assertThat(read("""
                {"Records": [
                  {"eventName": "ObjectCreated:Put", "s3": {"bucket": {"name": "b"}, "object": {"key": "a+b%2Bc.txt"}}},
                  {"eventName": "ObjectRemoved:Delete", "s3": {"bucket": {"name": "b"}, "object": {"key": "x.txt"}}}]}
                """))
                .containsExactly(
                        new Touched("b", Set.of("a+b%2Bc.txt", "a b+c.txt")), new Touched("b", Set.of("x.txt")));
    }

    @Test
    void minioAndEventBridgeAreUnderstood() {
        assertThat(read("""
                {"EventName": "s3:ObjectCreated:Put", "Key": "b/a", "Records": [
                  {"s3": {"bucket": {"name": "b"}, "object": {"key": "a"}}}]}
                """)).containsExactly(new Touched("b", Set.of("a")));
        assertThat(read("""
                {"source": "aws.s3", "detail": {"bucket": {"name": "b"}, "object": {"key": "a+b"}}}
                """)).containsExactly(new Touched("b", Set.of("a+b")));
    }

    @Test
    void aKeyThatIsNotEncodedAfterAllIsTakenAsItIs() {
        assertThat(read("""
                {"Records": [{"s3": {"bucket": {"name": "b"}, "object": {"key": "100%"}}}]}
                """)).containsExactly(new Touched("b", Set.of("100%")));
    }

    @Test
    void aTestEventAsksForNothing() {
        assertThat(read("{\"Service\": \"Amazon S3\", \"Event\": \"s3:TestEvent\", \"Bucket\": \"b\"}"))
                .isEmpty();
    }

    @Test
    void aConfirmationIsReadAsItWasWritten() {
        assertThat(BucketEventCodec.read(BucketEventCodec.confirmDeletions("docs", 12)))
                .containsExactly(new DeletionsConfirmed("docs", 12));
    }

    @Test
    void garbageIsMalformed() {
        for (String garbage : List.of(
                "", "x", "{", "[]", "1", "null", "{}", "{\"Records\": [1]}", "{\"millrace\": \"confirm-deletions\"}")) {
            assertThat(read(garbage)).as(garbage).singleElement().isInstanceOf(Malformed.class);
        }
        assertThat(BucketEventCodec.read(null)).singleElement().isInstanceOf(Malformed.class);
    }

    private static List<BucketEvent> read(String value) {
        return BucketEventCodec.read(value.getBytes(UTF_8));
    }
}
