package dev.millrace.core.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class BatchConsumerTest {

    private static final TopicPartition PARTITION = new TopicPartition("chunks", 0);

    private final MockConsumer<byte[], byte[]> kafka = new MockConsumer<>("earliest");
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

    private void start(BatchHandler handler) {
        consumer = new BatchConsumer("test", "chunks", kafka, handler);
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
