package dev.millrace.core.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class DeadLetterTest {

    private static final DeadLetter LETTER = new DeadLetter(
            "ingest-service", Reason.CORRUPT, "garbled", new DeadLetter.Origin("millrace.documents", 3, 42, 1_000));

    @Test
    void theRecordIsTheOriginalUntouchedPlusTheReason() {
        Headers original = new RecordHeaders().add("title", "A".getBytes(UTF_8));

        ProducerRecord<byte[], byte[]> record =
                LETTER.record("millrace.dead-letters", "key".getBytes(UTF_8), new byte[] {0, 1}, original);

        assertThat(record.key()).asString().isEqualTo("key");
        assertThat(record.value()).containsExactly(0, 1);
        assertThat(record.headers().lastHeader("title").value()).asString().isEqualTo("A");
        assertThat(DeadLetter.read(record.headers())).contains(LETTER);
    }

    @Test
    void headersAreTextUnderKafkasOwnNames() {
        Headers headers = LETTER.headers(new RecordHeaders());

        assertThat(headers.lastHeader("__streams.errors.offset").value())
                .asString()
                .isEqualTo("42");
        assertThat(headers.lastHeader("__streams.errors.topic").value())
                .asString()
                .isEqualTo("millrace.documents");
    }

    @Test
    void aSecondFailureReplacesTheFirst() {
        DeadLetter second = new DeadLetter("ingest-service", Reason.TIMEOUT, "slow", LETTER.origin());

        Headers headers = second.headers(LETTER.headers(new RecordHeaders()));

        assertThat(headers.headers("__streams.errors.reason")).hasSize(1);
        assertThat(DeadLetter.read(headers)).contains(second);
    }

    @Test
    void aStackSummaryIsKeptWhereThereIsOne() {
        DeadLetter crashed = new DeadLetter(
                "ingest-service", Reason.CORRUPT, "garbled", "IOException\n  at Foo.bar", LETTER.origin());

        assertThat(DeadLetter.read(crashed.headers(new RecordHeaders()))).contains(crashed);
        assertThat(LETTER.headers(crashed.headers(new RecordHeaders())).headers("__streams.errors.stacktrace"))
                .isEmpty();
    }

    @Test
    void headersOfAnythingElseAreNoDeadLetter() {
        assertThat(DeadLetter.read(new RecordHeaders())).isEmpty();

        Headers forged = LETTER.headers(new RecordHeaders());
        forged.remove("__streams.errors.offset").add("__streams.errors.offset", "many".getBytes(UTF_8));
        assertThat(DeadLetter.read(forged)).isEmpty();
    }
}
