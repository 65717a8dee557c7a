package dev.millrace.ingest.source.bucket;

import static dev.millrace.ingest.source.bucket.WatchedBucket.SOON;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.millrace.core.service.Health;
import dev.millrace.ingest.source.bucket.FakeS3.Failure;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BucketWatcherTest {

    private static final Duration OFTEN = Duration.ofMillis(100);
    private static final Duration NEVER = Duration.ofHours(1);

    private FakeS3 server;
    private WatchedBucket bucket;

    @BeforeEach
    void start() throws IOException {
        server = new FakeS3();
    }

    @AfterEach
    void stop() {
        bucket.close();
        server.close();
    }

    @Test
    void everyKeyIsADocumentOfItsOwnButFolderMarkers() {
        server.pageSize = 5;
        TrapKeys.ALL.forEach(key -> server.put(key, "content"));
        server.put("folder/", "");

        watch(Map.of(), NEVER);

        assertThat(bucket.ids())
                .isEqualTo(
                        TrapKeys.ALL.stream().map(key -> "docs:" + key).collect(Collectors.toCollection(TreeSet::new)));
    }

    @Test
    void newChangedAndDeletedObjectsArePublishedOnceEachAndNothingIsDownloaded() {
        List.of("kept", "changed", "deleted").forEach(key -> server.put(key, "one"));
        watch(Map.of(), OFTEN);

        server.put("changed", "two");
        server.put("new", "new");
        server.objects.remove("deleted");

        bucket.awaitRecords("deleted", 2);
        bucket.awaitRecords("new", 1);
        bucket.awaitRecords("changed", 2);
        bucket.awaitListings(2);
        assertThat(bucket.records()).hasSize(6);
        assertThat(bucket.records("deleted").getLast().value()).isNull();
        assertThat(new String(
                        bucket.records("deleted")
                                .getLast()
                                .headers()
                                .lastHeader("source-uri")
                                .value(),
                        UTF_8))
                .isEqualTo("s3://fake-bucket/deleted");
        assertThat(server.gets).hasValue(0);
    }

    @Test
    void whatTheLedgerKnowsIsNotPublishedAgainAndWhatWentMeanwhileIs() {
        server.put("known", "known");
        server.put("other", "other");
        FakeS3.Stored known = server.objects.get("known");
        String version = new ObjectState("known", known.etag(), known.bytes().length, known.modified()).version();

        watch(Map.of("docs:known", version, "docs:other", "another", "docs:gone", "some"), NEVER);

        bucket.awaitRecords("gone", 1);
        assertThat(bucket.records("gone").getFirst().value()).isNull();
        assertThat(bucket.records("other")).hasSize(1);
        assertThat(bucket.records("known")).isEmpty();
    }

    @Test
    void aBucketThatMayNotBeReadIsNotTakenForAnEmptyOne() {
        server.put("a", "a");
        watch(Map.of(), OFTEN);

        server.failing = request -> Optional.of(new Failure(403, "AccessDenied"));
        await().atMost(SOON).until(() -> bucket.watcher.health() instanceof Health.Waiting);
        assertThat(bucket.watcher.health())
                .isInstanceOfSatisfying(
                        Health.Waiting.class,
                        waiting -> assertThat(waiting.reason())
                                .contains("fake-bucket", "AccessDenied", "allow s3:ListBucket"));

        server.failing = request -> Optional.empty();
        bucket.ready();
        assertThat(bucket.records()).hasSize(1);
    }

    @Test
    void aListingThatBreaksOffHalfwayDeletesNothing() {
        server.pageSize = 2;
        List.of("a", "b", "c", "d").forEach(key -> server.put(key, key));
        watch(Map.of(), OFTEN);
        server.failing = request -> {
            server.objects.remove("a");
            return server.listings.get() % 2 == 1 ? Optional.of(new Failure(500, "InternalError")) : Optional.empty();
        };

        await().atMost(SOON).until(() -> bucket.watcher.health() instanceof Health.Waiting);

        assertThat(bucket.disappearances()).isZero();
    }

    @Test
    void aMassDeletionIsHeldUntilItIsConfirmedButNotALargerOne() {
        for (int i = 0; i < 20; i++) {
            server.put("object-" + i, "text");
        }
        watch(Map.of(), OFTEN);

        List.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9).forEach(i -> server.objects.remove("object-" + i));
        await().atMost(SOON).until(() -> bucket.held() == 10 || bucket.disappearances() > 0);
        server.objects.remove("object-10");
        await().atMost(SOON).until(() -> bucket.held() >= 6);
        bucket.awaitListings(1);
        int held = (int) bucket.held();
        long before = bucket.disappearances();
        assertThat(bucket.watcher.health()).isInstanceOf(Health.Ready.class);

        bucket.watcher.confirmDeletions(held - 1, System.currentTimeMillis());
        bucket.awaitListings(2);
        assertThat(bucket.disappearances()).isEqualTo(before);

        bucket.watcher.confirmDeletions(held, System.currentTimeMillis());
        await().atMost(SOON).until(() -> bucket.disappearances() == 11);
        assertThat(bucket.held()).isZero();
    }

    @Test
    void whatIsThereAgainIsHeldNoLonger() {
        for (int i = 0; i < 20; i++) {
            server.put("object-" + i, "text");
        }
        watch(Map.of(), OFTEN);
        Map<String, FakeS3.Stored> all = Map.copyOf(server.objects);
        server.failing = request -> Optional.of(new Failure(503, "SlowDown"));
        server.objects.clear();
        server.failing = request -> Optional.empty();
        await().atMost(SOON).until(() -> bucket.held() > 0);
        server.objects.putAll(all);

        await().atMost(SOON).until(() -> bucket.held() == 0);
    }

    @Test
    void hintsInAnyOrderAndNumberOnlySayWhereToLook() {
        server.put("a", "one");
        watch(Map.of(), NEVER);

        server.put("a", "two");
        server.put("b", "new");
        List.of("b", "a", "never-there", "a", "b", "a").forEach(bucket.watcher::hint);
        bucket.awaitRecords("a", 2);
        bucket.awaitRecords("b", 1);
        server.objects.remove("b");
        List.of("b", "b").forEach(bucket.watcher::hint);
        bucket.awaitRecords("b", 2);
        int heads = server.heads.get();
        bucket.watcher.hint("a");
        await().atMost(SOON).until(() -> server.heads.get() > heads);

        assertThat(bucket.records()).hasSize(4);
        assertThat(bucket.records("b").getLast().value()).isNull();
    }

    @Test
    void aBurstOfHintedDeletionsIsHeldToo() {
        for (int i = 0; i < 20; i++) {
            server.put("object-" + i, "text");
        }
        watch(Map.of(), NEVER);
        server.objects.clear();

        for (int i = 0; i < 20; i++) {
            bucket.watcher.hint("object-" + i);
        }

        await().atMost(SOON).until(() -> bucket.held() > 0);
        assertThat(bucket.disappearances()).isLessThanOrEqualTo(5);
    }

    @Test
    void tooManyHintsBecomeAListing() {
        watch(Map.of(), NEVER);
        server.put("new", "new");

        for (int i = 0; i < 5000; i++) {
            bucket.watcher.hint("hint-" + i);
        }

        bucket.awaitRecords("new", 1);
    }

    private void watch(Map<String, String> ledger, Duration listingInterval) {
        bucket = new WatchedBucket(server.place(), ledger, listingInterval).ready();
    }
}
