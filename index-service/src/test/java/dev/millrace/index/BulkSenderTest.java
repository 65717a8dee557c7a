package dev.millrace.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.core.kafka.RetryPause;
import dev.millrace.core.message.Chunk;
import dev.millrace.index.IndexConfig.Bulk;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class BulkSenderTest {

    private static final int LARGE = 1 << 20;

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final List<String> written = Collections.synchronizedList(new ArrayList<>());

    @Test
    void requestsGoSideBySide() throws Exception {
        FakeBulkClient openSearch = new FakeBulkClient();
        CyclicBarrier both = new CyclicBarrier(2);
        BulkSender sender = sender(operations -> {
            await(both);
            return openSearch.send(operations);
        });
        sender.send(operations(2), new Noting());

        assertThat(written).containsExactly("c0", "c1");
    }

    @Test
    void aBatchIsDoneOnlyWhenAllItsRequestsAre() throws Exception {
        FakeBulkClient openSearch = new FakeBulkClient();
        AtomicInteger refusals = new AtomicInteger(3);
        BulkSender sender =
                sender(operations -> operations.getFirst().chunkId().equals("c1") && refusals.getAndDecrement() > 0
                        ? new BulkAnswer.Unavailable("429 busy")
                        : openSearch.send(operations));
        sender.send(operations(2), new Noting());

        assertThat(written).containsExactly("c0", "c1");
        assertThat(refusals).hasNegativeValue();
    }

    @Test
    void anInterruptedSendLeavesNothingRunning() throws Exception {
        CountDownLatch underWay = new CountDownLatch(2);
        AtomicInteger ended = new AtomicInteger();
        BulkSender sender = sender(_ -> {
            underWay.countDown();
            try {
                new CountDownLatch(1).await();
                throw new AssertionError("nobody counts this down");
            } finally {
                ended.incrementAndGet();
            }
        });
        Thread sending = Thread.currentThread();
        Thread stop = Thread.ofVirtual().start(() -> {
            await(underWay);
            sending.interrupt();
        });

        assertThatThrownBy(() -> sender.send(operations(2), new Noting())).isInstanceOf(InterruptedException.class);
        assertThat(ended).hasValue(2);
        assertThat(written).isEmpty();
        stop.join();
    }

    @Test
    void whatIsSentAtOnceCanBeWatched() {
        new IndexMetrics(registry, Clock.systemUTC()).watch(registry, sender(new FakeBulkClient()));
        assertThat(registry.get("millrace.bulk.requests").gauge().value()).isEqualTo(2);
        assertThat(registry.get("millrace.bulk.request.size").gauge().value()).isEqualTo(5 << 20);
    }

    private BulkSender sender(BulkClient client) {
        Patience patience = new Patience(
                new RetryPause(Duration.ofMillis(1), Duration.ofMillis(1)), RandomGenerator.getDefault(), _ -> {});
        BulkLimits two = new BulkLimits(new Bulk(500, 5 << 20, 2), 2, 5 << 20, 5 << 20);
        return new BulkSender(client, two, patience, new IndexMetrics(registry, Clock.systemUTC()));
    }

    private static List<BulkOperation> operations(int count) {
        return IntStream.range(0, count).mapToObj(i -> operation("c" + i)).toList();
    }

    /** Large enough for a request of its own. */
    private static BulkOperation operation(String chunkId) {
        Chunk chunk = Events.chunk(chunkId, 1, "x".repeat(LARGE)).build();
        return BulkOperation.upsert(Events.record(0, new byte[0]), chunk, Events.MODEL, new float[0], Instant.EPOCH);
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private final class Noting implements BulkSender.Listener {

        @Override
        public void written(BulkOperation operation) {
            written.add(operation.chunkId());
        }

        @Override
        public void superseded(BulkOperation operation) {
            throw new AssertionError(operation.chunkId());
        }

        @Override
        public void rejected(BulkOperation operation, String reason) {
            throw new AssertionError(reason);
        }

        @Override
        public void indexMissing() {
            throw new AssertionError("the index is there");
        }
    }
}
