package dev.millrace.index;

import static dev.millrace.index.FakeBulkClient.item;
import static dev.millrace.index.FakeBulkClient.items;
import static dev.millrace.index.FakeBulkClient.ok;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.core.deadletter.DeadLetter;
import dev.millrace.core.deadletter.DeadLetterWriter;
import dev.millrace.core.deadletter.Reason;
import dev.millrace.core.kafka.RetryPause;
import dev.millrace.core.service.Failpoint;
import dev.millrace.core.telemetry.ServiceMetrics;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class IndexerTest {

    private final FakeBulkClient openSearch = new FakeBulkClient();
    private final MockProducer<byte[], byte[]> producer =
            new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final List<Duration> pauses = new ArrayList<>();
    private final MemoryModelStore models = new MemoryModelStore();
    private int installs;
    private int refreshes;
    private Duration passed = Duration.ZERO;

    @Test
    void onlyTheNewestRevisionOfAChunkIsSent() throws Exception {
        indexer(100)
                .handle(List.of(
                        Events.record(0, Events.upsert("a", 2, "x")),
                        Events.record(1, Events.upsert("b", 1, "x")),
                        Events.record(2, Events.upsert("a", 3, "x")),
                        Events.record(3, Events.removal("b", 9)),
                        Events.record(4, Events.upsert("b", 8, "x"))));

        assertThat(openSearch.requests()).containsExactly(List.of("a", "b"));
        assertThat(count("written")).isEqualTo(1);
        assertThat(count("removed")).isEqualTo(1);
        assertThat(count("superseded")).isEqualTo(3);
    }

    @Test
    void aBatchIsSentInBoundedPieces() throws Exception {
        indexer(2).handle(upserts(5));
        assertThat(openSearch.requests()).containsExactly(List.of("c0", "c1"), List.of("c2", "c3"), List.of("c4"));
    }

    @Test
    void onlyWhatWasNotTakenIsSentAgain() throws Exception {
        openSearch.answering(
                items(ok(), item(429, "rejected_execution_exception"), item(409, "version_conflict_engine_exception")),
                items(item(503, "unavailable_shards_exception")));
        indexer(100).handle(upserts(3));

        assertThat(openSearch.requests()).containsExactly(List.of("c0", "c1", "c2"), List.of("c1"), List.of("c1"));
        assertThat(count("written")).isEqualTo(2);
        assertThat(count("superseded")).isEqualTo(1);
        assertThat(pauses).hasSize(2);
        assertThat(producer.history()).isEmpty();
    }

    @Test
    void anOutageIsWaitedOutHoweverLongItTakes() throws Exception {
        IntStream.range(0, 200).forEach(i -> openSearch.answering(new BulkAnswer.Unavailable("connection refused")));
        indexer(100).handle(upserts(2));

        assertThat(openSearch.requests()).hasSize(201);
        assertThat(pauses).allMatch(pause -> pause.compareTo(Duration.ofSeconds(1)) <= 0);
        assertThat(count("written")).isEqualTo(2);
        assertThat(producer.history()).isEmpty();
    }

    @Test
    void waitingEndsWhenTheServiceIsStopped() {
        openSearch.answering(new BulkAnswer.Unavailable("connection refused"));
        Indexer stopped = indexer(100, pause -> {
            throw new InterruptedException();
        });
        assertThatThrownBy(() -> stopped.handle(upserts(1))).isInstanceOf(InterruptedException.class);
    }

    @Test
    void aRequestThatIsTooLargeIsHalvedAndSoAreThoseThatFollow() throws Exception {
        openSearch.takingAtMost(2);
        Indexer indexer = indexer(100);
        indexer.handle(upserts(5));
        indexer.handle(upserts(3));
        assertThat(openSearch.requests())
                .containsExactly(
                        List.of("c0", "c1", "c2", "c3", "c4"),
                        List.of("c0", "c1"),
                        List.of("c2", "c3"),
                        List.of("c4"),
                        List.of("c0", "c1"),
                        List.of("c2"));
        assertThat(count("written")).isEqualTo(8);
        assertThat(pauses).isEmpty();
    }

    @Test
    void aSingleEntryThatIsTooLargeIsADeadLetter() throws Exception {
        openSearch.takingAtMost(0);
        indexer(100).handle(upserts(2));
        assertThat(deadLetters()).containsExactly(Reason.INDEX_REJECTED, Reason.INDEX_REJECTED);
        assertThat(count("rejected")).isEqualTo(2);
    }

    @Test
    void whatOpenSearchRefusesIsADeadLetterAndTheRestIsWritten() throws Exception {
        openSearch.answering(items(ok(), item(400, "mapper_parsing_exception"), ok()));
        indexer(100).handle(upserts(3));
        assertThat(deadLetters()).containsExactly(Reason.INDEX_REJECTED);
        assertThat(producer.history().getFirst().key()).isEqualTo("key-1".getBytes(UTF_8));
        assertThat(count("written")).isEqualTo(2);
    }

    @Test
    void whatIsNoEventIsADeadLetter() throws Exception {
        indexer(100)
                .handle(List.of(
                        Events.record(0, "nonsense".getBytes(UTF_8)),
                        Events.record(1, new byte[0]),
                        Events.record(2, Events.upsert("", 1, "x")),
                        Events.record(3, Events.upsert("x".repeat(513), 1, "x")),
                        Events.record(4, Events.removal("a", 0))));
        assertThat(deadLetters()).hasSize(5).containsOnly(Reason.MALFORMED);
        assertThat(count("malformed")).isEqualTo(5);
        assertThat(openSearch.requests()).isEmpty();
    }

    @Test
    void aVectorOfAnotherModelOrDimensionIsADeadLetter() throws Exception {
        models.write("model-b");
        indexer(100)
                .handle(List.of(
                        Events.record(0, Events.upsert("a", 1, "x")),
                        Events.record(
                                1,
                                Events.upsert(
                                        Events.chunk("b", 1, "x").build(), "model-b", new float[Events.DIMENSION + 1])),
                        Events.record(
                                2, Events.upsert(Events.chunk("c", 1, "x").build(), "model-b", Events.vector(0)))));
        assertThat(deadLetters()).containsExactly(Reason.WRONG_MODEL, Reason.WRONG_MODEL);
        assertThat(openSearch.requests()).containsExactly(List.of("c"));
    }

    @Test
    void aLostIndexIsInstalledAgainAndToldItsModel() throws Exception {
        Indexer indexer = indexer(100);
        indexer.handle(upserts(1));
        models.lose();
        openSearch.answering(items(item(404, "index_not_found_exception")), new BulkAnswer.IndexMissing());
        indexer.handle(upserts(1));

        assertThat(installs).isEqualTo(2);
        assertThat(models.read()).contains(Events.MODEL);
        assertThat(count("written")).isEqualTo(2);
    }

    @Test
    void aLoneBatchIsSearchableAtOnceAndAnIdleServiceDoesNotRefresh() throws Exception {
        Indexer indexer = indexer(100);
        indexer.handle(upserts(1));
        assertThat(refreshes).isEqualTo(1);
        assertThat(registry.get(ServiceMetrics.FRESHNESS).timer().count()).isEqualTo(1);
        indexer.drained();
        assertThat(refreshes).isEqualTo(1);
    }

    @Test
    void aBatchThatFollowsCloselyIsSearchableWhenTheQueueIsDrained() throws Exception {
        Indexer indexer = indexer(100);
        indexer.handle(upserts(1));
        indexer.handle(upserts(1));
        assertThat(refreshes).isEqualTo(1);
        passed = indexer.drainedAfter();
        indexer.drained();
        assertThat(refreshes).isEqualTo(2);
        assertThat(registry.get(ServiceMetrics.FRESHNESS).timer().count()).isEqualTo(2);
    }

    private Indexer indexer(int maxActions) {
        return indexer(maxActions, pauses::add);
    }

    private Indexer indexer(int maxActions, Patience.Sleeper sleeper) {
        Instant start = Instant.now();
        Clock clock = ((InstantSource) () -> start.plus(passed)).withZone(ZoneOffset.UTC);
        IndexMetrics metrics = new IndexMetrics(registry, clock);
        RetryPause pause = new RetryPause(Duration.ofMillis(10), Duration.ofSeconds(1));
        Patience patience = new Patience(pause, RandomGenerator.getDefault(), sleeper);
        ModelGuard guard = new ModelGuard(models, Events.DIMENSION);
        RefreshRule rule = new RefreshRule(Duration.ofHours(1), Duration.ofHours(1), 500);
        return new Indexer(
                new EventReader(guard, clock),
                new BulkSender(
                        openSearch, BulkLimits.first(new IndexConfig.Bulk(maxActions, 1 << 20, 1)), patience, metrics),
                new Refresher(rule, () -> refreshes++, metrics, clock),
                new DeadLetterWriter("index-service", "dead-letters", producer),
                metrics,
                () -> {
                    installs++;
                    guard.indexCreated();
                },
                Failpoint.ofProcess());
    }

    private static List<ConsumerRecord<byte[], byte[]>> upserts(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> Events.record(i, Events.upsert("c" + i, 1, "text")))
                .toList();
    }

    private List<Reason> deadLetters() {
        return producer.history().stream()
                .map(letter -> DeadLetter.read(letter.headers()).orElseThrow().reason())
                .toList();
    }

    private double count(String outcome) {
        Counter counter =
                registry.find(ServiceMetrics.RECORDS).tag("outcome", outcome).counter();
        return counter == null ? 0 : counter.count();
    }
}
