package dev.millrace.search;

import dev.millrace.core.deadletter.Resolution;
import dev.millrace.core.kafka.KafkaConfig;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteBufferDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts the open letters in the dead-letter topic by reading on from where it last stopped. The difference of the offsets
 * would not do: ingest-service writes in transactions, and the end of each takes an offset too.
 */
final class DeadLetterCount implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DeadLetterCount.class);
    private static final Duration REQUEST = Duration.ofSeconds(2);
    private static final Duration POLL = Duration.ofMillis(50);
    private static final int MOST_FETCHED_BYTES = 1 << 20;

    private final KafkaConfig kafka;
    private final String topic;
    private final Map<TopicPartition, NavigableSet<Long>> offsets = new HashMap<>();
    private @Nullable KafkaConsumer<ByteBuffer, ByteBuffer> consumer;
    private boolean closed;

    /** Connects when first read. */
    DeadLetterCount(KafkaConfig kafka, String topic) {
        this.kafka = kafka;
        this.topic = topic;
    }

    /** The number of open letters, or null while the broker does not answer or has more than could be read in time. */
    synchronized @Nullable Long read() {
        if (closed) {
            return null;
        }
        try {
            if (consumer == null) {
                consumer = connect();
            }
            return read(consumer);
        } catch (InterruptException e) {
            Thread.currentThread().interrupt();
            return null;
        } catch (KafkaException e) {
            LOG.warn("dead letters can't be counted: {}", e.toString());
            return null;
        }
    }

    private @Nullable Long read(KafkaConsumer<ByteBuffer, ByteBuffer> consumer) {
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
        assign(consumer, partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        long deadline = System.nanoTime() + REQUEST.toNanos();
        while (behind(consumer, ends)) {
            if (System.nanoTime() - deadline > 0) {
                return null;
            }
            for (ConsumerRecord<ByteBuffer, ByteBuffer> record : consumer.poll(POLL)) {
                take(record);
            }
        }
        consumer.beginningOffsets(partitions).forEach(this::forgetBefore);
        return offsets.values().stream().mapToLong(NavigableSet::size).sum();
    }

    /** One that was replayed or dropped counts no more, and neither does the note that says so. */
    private void take(ConsumerRecord<ByteBuffer, ByteBuffer> record) {
        NavigableSet<Long> open = offsets.computeIfAbsent(
                new TopicPartition(record.topic(), record.partition()), partition -> new TreeSet<>());
        Resolution.read(record.partition(), record.headers())
                .ifPresentOrElse(note -> open.remove(note.offset()), () -> open.add(record.offset()));
    }

    private void assign(KafkaConsumer<ByteBuffer, ByteBuffer> consumer, List<TopicPartition> partitions) {
        if (!consumer.assignment().equals(Set.copyOf(partitions))) {
            offsets.clear();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
        }
    }

    private static boolean behind(KafkaConsumer<ByteBuffer, ByteBuffer> consumer, Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue());
    }

    /** What the topic's retention has removed counts no more. */
    private void forgetBefore(TopicPartition partition, long beginning) {
        NavigableSet<Long> known = offsets.get(partition);
        if (known != null) {
            known.headSet(beginning).clear();
        }
    }

    private KafkaConsumer<ByteBuffer, ByteBuffer> connect() {
        Properties properties = kafka.common("millrace-dead-letter-count");
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
        properties.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, Integer.toString(MOST_FETCHED_BYTES));
        properties.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, Long.toString(REQUEST.toMillis()));
        properties.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, Long.toString(REQUEST.toMillis()));
        return new KafkaConsumer<>(properties, new ByteBufferDeserializer(), new ByteBufferDeserializer());
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (consumer != null) {
            consumer.close();
        }
    }
}
