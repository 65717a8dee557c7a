package dev.millrace.ingest.source.bucket;

import static dev.millrace.ingest.source.bucket.WatchedBucket.SOON;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.millrace.core.service.Health;
import dev.millrace.ingest.ledger.Fingerprints;
import dev.millrace.ingest.parse.DocumentSource;
import dev.millrace.ingest.source.Fetched;
import dev.millrace.ingest.source.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Against a real server. */
class BucketIT {

    private static final int MIB = 1024 * 1024;
    private static final int BIG_BYTES = 50 * MIB;

    @TempDir
    private static Path folder;

    private static S3Proxy server;

    @BeforeAll
    static void start() throws IOException {
        server = S3Proxy.start(folder);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void objectsAreNoticedWhenTheyComeChangeAndGo() {
        Place.Bucket place = server.bucket("life-cycle");
        try (S3Client s3 = S3Proxy.client(place);
                WatchedBucket bucket = new WatchedBucket(place, Map.of(), Duration.ofMillis(200)).ready()) {
            put(s3, place, "a.txt", "one");
            bucket.awaitRecords("a.txt", 1);
            put(s3, place, "a.txt", "another text");
            bucket.awaitRecords("a.txt", 2);
            s3.deleteObject(request -> request.bucket(place.bucket()).key("a.txt"));
            bucket.awaitRecords("a.txt", 3);
            assertThat(bucket.records("a.txt").getLast().value()).isNull();
        }
    }

    @Test
    void everyKeyThatTheServerTakesIsReadAsItselfInTheVersionThatWasListed() throws IOException {
        Place.Bucket place = server.bucket("trap-keys");
        List<String> taken = new ArrayList<>();
        try (S3Client s3 = S3Proxy.client(place);
                BucketClient client = new BucketClient("docs", place)) {
            for (String key : keysThatAreNoOtherPaths()) {
                try {
                    put(s3, place, key, "content of " + key);
                    taken.add(key);
                } catch (S3Exception e) {
                    assertThat(e.statusCode()).as(key).isBetween(400, 599);
                }
            }
            assertThat(taken).contains("a+b", "a%2Fb", "a b", "nfc-\u00e9", "nfd-e\u0301");

            try (WatchedBucket bucket = new WatchedBucket(place, Map.of(), Duration.ofHours(1)).ready()) {
                BucketSource source = new BucketSource("docs", place.bucket(), "");
                BucketFetcher fetcher =
                        new BucketFetcher(source, client, Spool.open(folder.resolve("spool")), BIG_BYTES);
                assertThat(bucket.ids()).hasSameSizeAs(taken);
                for (String id : bucket.ids()) {
                    Fetched fetched = fetcher.fetch(source.uri(id)).orElseThrow();
                    assertThat(fetched).as(id).isInstanceOfSatisfying(Fetched.Present.class, present -> {
                        assertThat(((DocumentSource.InMemory) present.content()).bytes())
                                .asString(UTF_8)
                                .isEqualTo("content of " + source.key(id));
                        assertThat(new String(
                                        bucket.records(source.key(id))
                                                .getFirst()
                                                .value(),
                                        UTF_8))
                                .contains(present.version());
                    });
                }
            }
        }
    }

    @Test
    void aBigObjectIsStreamedToTheDisk() throws IOException {
        Place.Bucket place = server.bucket("big");
        byte[] bytes = new byte[BIG_BYTES];
        new Random(1).nextBytes(bytes);
        byte[] hash = Fingerprints.digest().digest(bytes);
        Path spool = folder.resolve("big-spool");
        try (S3Client s3 = S3Proxy.client(place);
                BucketClient client = new BucketClient("docs", place)) {
            s3.putObject(request -> request.bucket(place.bucket()).key("big.bin"), RequestBody.fromBytes(bytes));
            BucketSource source = new BucketSource("docs", place.bucket(), "");
            BucketFetcher fetcher = new BucketFetcher(source, client, Spool.open(spool), BIG_BYTES);

            try (Fetched fetched = fetcher.fetch(source.uri("docs:big.bin")).orElseThrow()) {
                assertThat(fetched).isInstanceOfSatisfying(Fetched.Present.class, present -> {
                    assertThat(present.content()).isInstanceOf(DocumentSource.OnDisk.class);
                    assertThat(present.contentHash()).isEqualTo(hash);
                });
                try (var files = Files.list(spool)) {
                    assertThat(files).hasSize(1);
                }
            }
        }
        assertThat(spool).isEmptyDirectory();
    }

    @Test
    void aMissingBucketIsWaitedFor() {
        Place.Bucket there = server.bucket("comes-first");
        Place.Bucket place = new Place.Bucket("comes-later", there.endpoint(), there.region(), true, "");
        try (WatchedBucket bucket = new WatchedBucket(place, Map.of("docs:a", "version"), Duration.ofMillis(200))) {
            await().atMost(SOON)
                    .until(() -> bucket.watcher.health() instanceof Health.Waiting(String reason)
                            && reason.contains("create it"));
            assertThat(bucket.records()).isEmpty();

            server.bucket("comes-later");
            bucket.awaitRecords("a", 1);
        }
    }

    /** This server keeps objects in a file system: {@code ./a} is {@code a}, and what ends in a slash has no bytes. */
    private static List<String> keysThatAreNoOtherPaths() {
        return TrapKeys.ALL.stream()
                .filter(key -> !key.contains("./") && !key.endsWith("/"))
                .toList();
    }

    private static void put(S3Client s3, Place.Bucket place, String key, String text) {
        s3.putObject(request -> request.bucket(place.bucket()).key(key), RequestBody.fromString(text));
    }
}
