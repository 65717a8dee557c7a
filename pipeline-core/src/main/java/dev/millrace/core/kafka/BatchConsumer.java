package dev.millrace.core.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Polls one topic and hands what it finds to a {@link BatchHandler}.
 *
 * <p><b>Offsets are committed only after delivery.</b> A crash therefore repeats records and never loses one; what
 * follows must take repeats. While a batch is being handled, however long that takes, the partitions are paused and the
 * consumer keeps polling, so that it stays a member of its group while OpenSearch, say, is away. When what the offsets are
 * true of is replaced ({@link OffsetScope}), the topic is read again.
 */
public final class BatchConsumer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(BatchConsumer.class);
    private static final Duration BETWEEN_POLLS = Duration.ofMillis(50);
    /** A batch that takes longer than this is waited for with paused partitions. */
    private static final Duration QUICK = Duration.ofSeconds(1);

    private static final Duration CLOSE = Duration.ofSeconds(10);

    private final String name;
    private final String topic;
    private final Consumer<byte[], byte[]> consumer;
    private final BatchHandler handler;
    private final ScopedOffsets offsets;
    private final Thread thread;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Map<TopicPartition, Long> committed = new HashMap<>();

    private volatile boolean closing;
    private volatile @Nullable Throwable failure;
    private volatile boolean assigned;

    /** Takes the consumer over: it is closed with this object. Starts polling at {@link #start()}. */
    public BatchConsumer(String name, String topic, Consumer<byte[], byte[]> consumer, BatchHandler handler) {
        this(name, topic, consumer, handler, OffsetScope.ALWAYS);
    }

    /**
     * Takes the consumer over: it is closed with this object. Starts polling at {@link #start()}.
     *
     * @param scope of the offsets that this consumer commits
     */
    public BatchConsumer(
            String name, String topic, Consumer<byte[], byte[]> consumer, BatchHandler handler, OffsetScope scope) {
        this.name = name;
        this.topic = topic;
        this.consumer = consumer;
        this.handler = handler;
        this.offsets = new ScopedOffsets(consumer, scope);
        this.thread = Thread.ofPlatform().name(name).unstarted(this::run);
    }

    public void start() {
        thread.start();
    }

    /** Whether partitions have been assigned and polling goes on. */
    public boolean running() {
        return assigned && failure == null && !closing;
    }

    /** Why polling ended by itself, or null. */
    public @Nullable Throwable failure() {
        return failure;
    }

    /** Stops polling, lets a batch that is almost done finish, and closes the consumer. */
    @Override
    public void close() {
        closing = true;
        if (thread.getState() == Thread.State.NEW) {
            consumer.close();
            return;
        }
        consumer.wakeup();
        try {
            if (!ended.await(CLOSE.toMillis(), TimeUnit.MILLISECONDS)) {
                thread.interrupt();
                ended.await();
            }
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try (consumer) {
            consumer.subscribe(List.of(topic), new Assignment());
            while (!closing) {
                step();
            }
        } catch (WakeupException e) {
            if (!closing) {
                fail(e);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            if (!closing) {
                fail(e);
            }
        } catch (RuntimeException | Error e) {
            fail(e);
        } finally {
            ended.countDown();
        }
    }

    private void fail(Throwable e) {
        failure = e;
        LOG.error("consumer={} stopped, nothing of its last batch is committed: {}", name, e.toString(), e);
    }

    private void step() throws InterruptedException {
        offsets.check().forEach(committed::remove);
        ConsumerRecords<byte[], byte[]> polled = consumer.poll(handler.drainedAfter());
        Map<TopicPartition, Long> positions = positions();
        if (polled.isEmpty()) {
            handler.drained();
        } else {
            List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>(polled.count());
            polled.forEach(records::add);
            handleWhilePolling(records);
        }
        commit(positions);
    }

    /**
     * Positions, not the offsets of records: they also pass what transactions leave behind in the log. A partition whose
     * position is not known yet, because the broker is away, has given no records and has nothing to commit.
     */
    private Map<TopicPartition, Long> positions() {
        Map<TopicPartition, Long> positions = new HashMap<>();
        for (TopicPartition partition : consumer.assignment()) {
            try {
                positions.put(partition, consumer.position(partition, Duration.ZERO));
            } catch (org.apache.kafka.common.errors.TimeoutException e) {
                LOG.debug("consumer={} partition={} has no position yet", name, partition);
            }
        }
        return positions;
    }

    private void handleWhilePolling(List<ConsumerRecord<byte[], byte[]>> records) throws InterruptedException {
        CompletableFuture<Void> done = new CompletableFuture<>();
        Thread worker = Thread.ofPlatform().name(name + "-batch").start(() -> {
            try {
                handler.handle(records);
                done.complete(null);
            } catch (Throwable e) { // handed to the polling thread, which stops the service with it
                done.completeExceptionally(e);
            }
        });
        try {
            if (!finished(done, QUICK)) {
                keepPolling(done);
            }
        } finally {
            worker.interrupt();
        }
    }

    /** Waits for the batch and not for a poll, so that the next one begins when it is done. */
    private void keepPolling(CompletableFuture<Void> done) throws InterruptedException {
        consumer.pause(consumer.assignment());
        try {
            while (!finished(done, BETWEEN_POLLS)) {
                if (!consumer.poll(Duration.ZERO).isEmpty()) {
                    throw new IllegalStateException("a paused consumer returned records");
                }
            }
        } finally {
            consumer.resume(
                    consumer.assignment().stream().filter(offsets::isKnown).toList());
        }
    }

    private static boolean finished(CompletableFuture<Void> done, Duration wait) throws InterruptedException {
        try {
            done.get(wait.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof InterruptedException interrupted) {
                throw interrupted;
            }
            throw new IllegalStateException("a batch could not be handled: " + e.getCause(), e.getCause());
        }
    }

    /** Leaves alone what was committed for partitions just assigned, until it has been looked up. */
    private void commit(Map<TopicPartition, Long> positions) {
        Set<TopicPartition> mine = consumer.assignment();
        Map<TopicPartition, OffsetAndMetadata> moved = new HashMap<>();
        positions.forEach((partition, position) -> {
            if (mine.contains(partition) && offsets.isKnown(partition) && !position.equals(committed.get(partition))) {
                moved.put(partition, offsets.at(partition, position));
            }
        });
        if (moved.isEmpty()) {
            return;
        }
        try {
            consumer.commitSync(moved);
            moved.forEach((partition, offset) -> committed.put(partition, offset.offset()));
        } catch (RebalanceInProgressException | RetriableException e) {
            // The next commit covers these offsets too; if none comes, the records are repeated.
            LOG.debug("consumer={} will commit later: {}", name, e.getMessage());
        } catch (CommitFailedException e) {
            LOG.info("consumer={} lost its partitions before the commit; their records are repeated elsewhere", name);
        }
    }

    private final class Assignment implements ConsumerRebalanceListener {

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            partitions.forEach(committed::remove);
            offsets.gone(partitions);
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            assigned = true;
            offsets.assigned(partitions);
        }
    }
}
