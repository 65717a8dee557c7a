package dev.millrace.ingest.source.bucket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.core.deadletter.Reason;
import dev.millrace.ingest.document.Attributes;
import dev.millrace.ingest.ledger.Fingerprints;
import dev.millrace.ingest.parse.DocumentSource;
import dev.millrace.ingest.source.Fetched;
import dev.millrace.ingest.source.bucket.FakeS3.Failure;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BucketFetcherTest {

    private static final int MIB = 1024 * 1024;
    private static final int MOST_BYTES = 20 * MIB;

    @TempDir
    private Path spool;

    private FakeS3 server;
    private BucketClient client;
    private BucketSource source;
    private BucketFetcher fetcher;

    @BeforeEach
    void start() throws IOException {
        server = new FakeS3();
        client = new BucketClient("docs", server.place());
        source = new BucketSource("docs", FakeS3.BUCKET, "");
        fetcher = new BucketFetcher(source, client, Spool.open(spool), MOST_BYTES);
    }

    @AfterEach
    void stop() {
        client.close();
        server.close();
    }

    @Test
    void everyKeyIsReadAsItself() throws IOException {
        TrapKeys.ALL.forEach(key -> server.put(key, "content of " + key));

        for (String key : TrapKeys.ALL) {
            assertThat(text(fetch(key))).isEqualTo("content of " + key);
        }
    }

    @Test
    void whatTheObjectSaysOfItselfIsKnown() throws IOException {
        Map<String, String> headers = Map.of(
                "Content-Type", "text/plain",
                "x-amz-meta-title", "May",
                "x-amz-meta-acl", "alice, team:ops",
                "x-amz-meta-Project", "mill");
        server.put("reports/may.txt", "text".getBytes(UTF_8), headers);

        Attributes attributes = present(fetch("reports/may.txt")).attributes();

        assertThat(attributes.filename()).isEqualTo("may.txt");
        assertThat(attributes.contentType()).isEqualTo("text/plain");
        assertThat(attributes.title()).isEqualTo("May");
        assertThat(attributes.acl()).containsExactly("alice", "team:ops");
        assertThat(attributes.metadata()).isEqualTo(Map.of("project", "mill"));
    }

    @Test
    void anObjectWhoseReadersCannotBeToldIsRefused() throws IOException {
        server.put("a", "text".getBytes(UTF_8), Map.of("x-amz-meta-acl", "[\"alice\""));

        assertThat(fetch("a"))
                .isInstanceOfSatisfying(
                        Fetched.Refused.class,
                        refused -> assertThat(refused.message()).contains("x-amz-meta-acl"));
    }

    @Test
    void anObjectThatChangesWhileItIsReadIsReadAgain() throws IOException {
        server.put("a", "old");
        AtomicInteger changes = new AtomicInteger(1);
        server.beforeGet = key -> {
            if (changes.getAndDecrement() > 0) {
                server.put("a", "new and longer");
            }
        };

        assertThat(text(fetch("a"))).isEqualTo("new and longer");
        assertThat(server.gets).hasValue(2);
    }

    @Test
    void alsoByAServerThatDoesNotKnowConditions() throws IOException {
        server.knowsIfMatch = false;
        anObjectThatChangesWhileItIsReadIsReadAgain();
    }

    @Test
    void anObjectThatKeepsChangingIsTakenAsItComes() throws IOException {
        AtomicInteger version = new AtomicInteger();
        server.put("a", "0");
        server.beforeGet = key -> server.put("a", "version " + version.incrementAndGet());

        Fetched.Present present = present(fetch("a"));

        assertThat(text(present)).isEqualTo("version " + version.get());
        assertThat(present.version()).startsWith(server.objects.get("a").etag());
    }

    @Test
    void aMissingObjectIsGoneAndAMissingBucketIsNot() throws IOException {
        assertThat(fetch("a")).isEqualTo(new Fetched.Gone());

        server.failing = request -> Optional.of(new Failure(404, "NoSuchBucket"));
        assertThatThrownBy(() -> fetch("a"))
                .isInstanceOf(BucketException.class)
                .hasMessageContaining("does not exist: create it, or mend ingest.sources.docs.bucket");
    }

    @Test
    void aFolderMarkerIsNoDocumentAndAnObjectWithBytesIs() throws IOException {
        server.put("folder/", "");
        server.put("bytes/", "bytes");

        assertThat(fetch("folder/")).isEqualTo(new Fetched.Gone());
        assertThat(text(fetch("bytes/"))).isEqualTo("bytes");
    }

    @Test
    void anObjectThatMayNotBeReadIsRefusedButABucketIsWaitedFor() throws IOException {
        server.put("secret", "secret");
        server.failing = request ->
                request.endsWith("secret") ? Optional.of(new Failure(403, "AccessDenied")) : Optional.empty();
        assertThat(fetch("secret"))
                .isInstanceOfSatisfying(
                        Fetched.Refused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(Reason.UNREADABLE));

        server.failing = request -> Optional.of(new Failure(403, "InvalidAccessKeyId"));
        assertThatThrownBy(() -> fetch("secret"))
                .isInstanceOf(BucketException.class)
                .hasMessageContaining("refuses the credentials (InvalidAccessKeyId)");
    }

    @Test
    void anOutageIsWaitedFor() {
        server.put("a", "a");
        server.close();

        assertThatThrownBy(() -> fetch("a"))
                .isInstanceOf(BucketException.class)
                .hasMessageContaining("can't be reached: check ingest.sources.docs.endpoint");
    }

    @Test
    void aLargeObjectGoesThroughASpoolFileThatIsRemovedAfterUse() throws IOException {
        byte[] bytes = new byte[9 * MIB];
        bytes[bytes.length - 1] = 7;
        server.put("large", bytes, Map.of());

        try (Fetched.Present present = present(fetch("large"))) {
            Path file = ((DocumentSource.OnDisk) present.content()).path();
            assertThat(file).hasParent(spool).hasBinaryContent(bytes);
            assertThat(present.contentHash()).isEqualTo(Fingerprints.digest().digest(bytes));
        }
        assertThat(spool).isEmptyDirectory();
    }

    @Test
    void anObjectAboveTheLimitIsRefusedUnread() throws IOException {
        server.put("huge", new byte[MOST_BYTES + 1], Map.of());

        assertThat(fetch("huge")).isInstanceOfSatisfying(Fetched.Refused.class, refused -> {
            assertThat(refused.reason()).isEqualTo(Reason.TOO_LARGE);
            assertThat(refused.message()).contains("ingest.max-file-size");
        });
        assertThat(server.gets).hasValue(0);
    }

    @Test
    void leftOversOfAKilledProcessAreRemovedAtTheStart() throws IOException {
        Files.createFile(spool.resolve("object-1.spool"));
        Path other = Files.createFile(spool.resolve("other"));

        Spool.open(spool);

        try (Stream<Path> left = Files.list(spool)) {
            assertThat(left).containsExactly(other);
        }
    }

    @Test
    void whatIsNoneOfTheSourceIsNotFetched() throws IOException {
        assertThat(fetcher.fetch(URI.create("s3://other/a"))).isEmpty();
    }

    private Fetched fetch(String key) throws IOException {
        return fetcher.fetch(source.uri(source.documentId(key))).orElseThrow();
    }

    private static Fetched.Present present(Fetched fetched) {
        assertThat(fetched).isInstanceOf(Fetched.Present.class);
        return (Fetched.Present) fetched;
    }

    private static String text(Fetched fetched) {
        return new String(((DocumentSource.InMemory) present(fetched).content()).bytes(), UTF_8);
    }
}
