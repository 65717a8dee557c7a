package dev.millrace.core.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class BatchConsumerTest {

    private static final TopicPartition PARTITION = new TopicPartition("chunks", 0);

    /** How often the broker will not say where a partition is read. */
    private final AtomicInteger away = new AtomicInteger();

    private final List<Duration> waitsOfPausedPolls = new CopyOnWriteArrayList<>();

    private final MockConsumer<byte[], byte[]> kafka = new MockConsumer<>("earliest") {
        @Override
        public synchronized long position(TopicPartition partition, Duration timeout) {
            if (away.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                throw new TimeoutException("the broker is away");
            }
            return super.position(partition, timeout);
        }

        @Override
        public synchronized ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
            if (!paused().isEmpty()) {
                waitsOfPausedPolls.add(timeout);
            }
            return super.poll(timeout);
        }
    };
    private final List<Long> handled = new CopyOnWriteArrayList<>();
    private BatchConsumer consumer;

    @AfterEach
    void close() {
        consumer.close();
    }

    @Test
    void offsetsAreCommittedAfterTheBatchWasHandled() {
        CountDownLatch deliver = new CountDownLatch(1);
        start(records -> {
            records.forEach(record -> handled.add(record.offset()));
            deliver.await();
        });
        add(0, 1, 2);

        awaitThat(() -> handled.size() == 3);
        assertThat(committed()).isLessThan(3);

        deliver.countDown();
        awaitThat(() -> committed() == 3);
    }

    @Test
    void aFailedBatchStopsTheConsumerAndIsNotCommitted() {
        start(records -> {
            throw new IllegalStateException("the dead letter can't be written");
        });
        add(0, 1);

        awaitThat(() -> consumer.failure() != null);
        assertThat(consumer.failure()).hasMessageContaining("the dead letter can't be written");
        assertThat(consumer.running()).isFalse();
    }

    @Test
    void whileALongBatchIsHandledPollingGoesOnWithPausedPartitions() {
        CountDownLatch deliver = new CountDownLatch(1);
        start(records -> {
            records.forEach(record -> handled.add(record.offset()));
            deliver.await();
        });
        add(0);
        awaitThat(() -> kafka.paused().contains(PARTITION));
        add(1);
        assertThat(handled).containsExactly(0L);

        deliver.countDown();

        awaitThat(() -> handled.size() == 2);
        awaitThat(() -> committed() == 2);
    }

    @Test
    void aLongBatchIsWaitedForAndNotAPollSoThatTheNextBeginsAtOnce() {
        CountDownLatch deliver = new CountDownLatch(1);
        start(records -> deliver.await());
        add(0);
        awaitThat(() -> waitsOfPausedPolls.size() > 1);

        deliver.countDown();

        awaitThat(() -> committed() == 1);
        assertThat(waitsOfPausedPolls).containsOnly(Duration.ZERO);
    }

    @Test
    void closingInterruptsABatchThatDoesNotEnd() throws InterruptedException {
        CountDownLatch interrupted = new CountDownLatch(1);
        start(records -> {
            handled.add(0L);
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                interrupted.countDown();
                throw e;
            }
        });
        add(0);
        awaitThat(() -> !handled.isEmpty());

        consumer.close();

        assertThat(interrupted.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aBrokerThatIsAwayRightAfterTheAssignmentIsWaitedOut() {
        away.set(5);
        start(records -> records.forEach(record -> handled.add(record.offset())));
        awaitThat(() -> away.get() == 0);
        add(0, 1);
        awaitThat(() -> committed() == 2);
        assertThat(handled).containsExactly(0L, 1L);
        assertThat(consumer.failure()).isNull();
    }

    @Test
    void whenTheScopeOfTheOffsetsChangesTheTopicIsReadAgain() {
        AtomicReference<Optional<String>> scope = new AtomicReference<>(Optional.of("a"));
        start(records -> records.forEach(record -> handled.add(record.offset())), scope::get);
        add(0, 1, 2);
        awaitThat(() -> committed() == 3);
        assertThat(kafka.committed(Set.of(PARTITION)).get(PARTITION).metadata()).isEqualTo("a");

        scope.set(Optional.empty());
        add(3);
        awaitThat(() -> committed() == 4);
        assertThat(kafka.committed(Set.of(PARTITION)).get(PARTITION).metadata()).isEqualTo("a");

        handled.clear();
        kafka.schedulePollTask(() -> scope.set(Optional.of("b")));
        awaitThat(() -> kafka.position(PARTITION) == 0);
        add(0, 1, 2, 3);
        awaitThat(() -> handled.equals(List.of(0L, 1L, 2L, 3L)));
        awaitThat(() -> new OffsetAndMetadata(4, "b")
                .equals(kafka.committed(Set.of(PARTITION)).get(PARTITION)));
    }

    @Test
    void offsetsCommittedInAnotherScopeAreNotTrusted() {
        kafka.schedulePollTask(() -> kafka.commitSync(Map.of(PARTITION, new OffsetAndMetadata(2, "old"))));
        start(records -> records.forEach(record -> handled.add(record.offset())), () -> Optional.of("new"));
        add(0, 1, 2);
        awaitThat(() -> handled.equals(List.of(0L, 1L, 2L)));
    }

    @Test
    void offsetsCommittedInTheSameScopeAreReadOnFrom() {
        kafka.schedulePollTask(() -> kafka.commitSync(Map.of(PARTITION, new OffsetAndMetadata(2, "same"))));
        start(records -> records.forEach(record -> handled.add(record.offset())), () -> Optional.of("same"));
        add(0, 1, 2);
        awaitThat(() -> committed() == 3);
        assertThat(handled).containsExactly(2L);
    }

    private void start(BatchHandler handler) {
        start(handler, OffsetScope.ALWAYS);
    }

    private void start(BatchHandler handler, OffsetScope scope) {
        consumer = new BatchConsumer("test", "chunks", kafka, handler, scope);
        Map<TopicPartition, Long> beginning = new HashMap<>();
        beginning.put(PARTITION, 0L);
        kafka.updateBeginningOffsets(beginning);
        kafka.schedulePollTask(() -> kafka.rebalance(List.of(PARTITION)));
        consumer.start();
        awaitThat(consumer::running);
    }

    private void add(long... offsets) {
        kafka.schedulePollTask(() -> {
            for (long offset : offsets) {
                kafka.addRecord(new ConsumerRecord<>("chunks", 0, offset, new byte[0], new byte[0]));
            }
        });
    }

    private long committed() {
        OffsetAndMetadata offset = kafka.committed(Set.of(PARTITION)).get(PARTITION);
        return offset == null ? 0 : offset.offset();
    }

    private static void awaitThat(BooleanSupplier condition) {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("not within the deadline");
            }
            Thread.onSpinWait();
        }
    }
}
