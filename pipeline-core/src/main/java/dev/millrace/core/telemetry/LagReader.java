package dev.millrace.core.telemetry;

import dev.millrace.core.kafka.KafkaConfig;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads lag from the broker, so that it shows even when the group's consumers are dead. Joins no group and commits
 * nothing. Not thread-safe.
 */
public final class LagReader implements AutoCloseable {

    private static final Duration OLDEST_RECORD_WAIT = Duration.ofSeconds(2);
    private static final Duration POLL = Duration.ofMillis(100);

    private final Admin admin;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Clock clock;

    /**
     * What a group has not processed of one partition.
     *
     * @param next the offset that the group reads next
     * @param records from there to the end
     * @param oldestMillis when the first of them was written
     */
    public record Waiting(long next, long records, long oldestMillis) {}

    public LagReader(KafkaConfig kafka, Clock clock) {
        this.clock = clock;
        this.admin = Admin.create(kafka.common("millrace-lag-admin"));
        Properties properties = kafka.common("millrace-lag-reader");
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
        // One record of each partition is wanted: the broker sends its batch and no more.
        properties.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, "1");
        this.consumer = new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    TopicLag read(Subscription subscription) throws InterruptedException, ExecutionException {
        Map<TopicPartition, Waiting> waiting = waiting(subscription);
        if (waiting.isEmpty()) {
            return TopicLag.NONE;
        }
        long records = waiting.values().stream().mapToLong(Waiting::records).sum();
        long now = clock.millis();
        long age = waiting.values().stream()
                .mapToLong(part -> now - part.oldestMillis())
                .max()
                .orElse(0);
        return new TopicLag(records, Duration.ofMillis(Math.max(0, age)));
    }

    /** The partitions that the group has not read to their end; those where only gaps are left are none of them. */
    public Map<TopicPartition, Waiting> waiting(Subscription subscription)
            throws InterruptedException, ExecutionException {
        List<TopicPartition> partitions = partitions(subscription.topic());
        Map<TopicPartition, Long> ends = offsets(partitions, OffsetSpec.latest());
        Map<TopicPartition, Long> behind = next(subscription.group(), partitions);
        behind.entrySet().removeIf(entry -> offset(ends, entry.getKey()) <= entry.getValue());
        if (behind.isEmpty()) {
            return Map.of();
        }
        Map<TopicPartition, Waiting> waiting = new HashMap<>();
        oldestTimestamps(behind, ends).forEach((partition, oldest) -> {
            long next = offset(behind, partition);
            waiting.put(partition, new Waiting(next, offset(ends, partition) - next, oldest));
        });
        return waiting;
    }

    private List<TopicPartition> partitions(String topic) {
        List<TopicPartition> partitions = new ArrayList<>();
        for (PartitionInfo partition : consumer.partitionsFor(topic)) {
            partitions.add(new TopicPartition(topic, partition.partition()));
        }
        return partitions;
    }

    /** The next offset that the group will read of each partition: where it never committed, the beginning. */
    private Map<TopicPartition, Long> next(String group, Collection<TopicPartition> partitions)
            throws InterruptedException, ExecutionException {
        Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get();
        Map<TopicPartition, Long> beginnings = offsets(partitions, OffsetSpec.earliest());
        Map<TopicPartition, Long> next = new HashMap<>();
        for (TopicPartition partition : partitions) {
            OffsetAndMetadata offset = committed.get(partition);
            long beginning = offset(beginnings, partition);
            next.put(partition, offset == null ? beginning : Math.max(offset.offset(), beginning));
        }
        return next;
    }

    /** Up to the last committed record: what an open transaction holds back is not there to be read yet. */
    private Map<TopicPartition, Long> offsets(Collection<TopicPartition> partitions, OffsetSpec spec)
            throws InterruptedException, ExecutionException {
        Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
        partitions.forEach(partition -> asked.put(partition, spec));
        Map<TopicPartition, Long> offsets = new HashMap<>();
        admin.listOffsets(asked, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
                .all()
                .get()
                .forEach((partition, info) -> offsets.put(partition, info.offset()));
        return offsets;
    }

    /**
     * The timestamp of the first record at or after each offset. A partition where there is none, because the log holds
     * only what transactions or compaction left there, is not in the answer.
     */
    private Map<TopicPartition, Long> oldestTimestamps(Map<TopicPartition, Long> from, Map<TopicPartition, Long> ends) {
        Map<TopicPartition, Long> oldest = new HashMap<>();
        consumer.assign(from.keySet());
        from.forEach(consumer::seek);
        long deadline = clock.millis() + OLDEST_RECORD_WAIT.toMillis();
        while (!consumer.paused().containsAll(from.keySet()) && clock.millis() < deadline) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                oldest.putIfAbsent(new TopicPartition(record.topic(), record.partition()), record.timestamp());
            }
            for (TopicPartition partition : from.keySet()) {
                if (oldest.containsKey(partition) || consumer.position(partition) >= offset(ends, partition)) {
                    consumer.pause(List.of(partition));
                }
            }
        }
        consumer.unsubscribe();
        return oldest;
    }

    private static long offset(Map<TopicPartition, Long> offsets, TopicPartition partition) {
        Long offset = offsets.get(partition);
        return offset == null ? 0 : offset;
    }

    @Override
    public void close() {
        consumer.close();
        admin.close();
    }
}
