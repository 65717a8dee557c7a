package dev.millrace.ingest;

import dev.millrace.core.deadletter.DeadLetter.Origin;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerInterceptor;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.StreamsConfig;

/**
 * How far the consumers of a run have polled. Kafka Streams hands on one record after the other, and does not tell which
 * is the last of those that came together. Thread-safe.
 */
final class PolledOffsets {

    /** Where an {@link Observer} finds the object that it tells. */
    private static final String TOLD = "millrace.polled-offsets";

    private final Map<TopicPartition, Long> lastOffsets = new ConcurrentHashMap<>();

    /** Has what the main consumers of Kafka Streams poll told to this object. */
    void observe(Properties streams) {
        streams.put(StreamsConfig.mainConsumerPrefix(TOLD), this);
        streams.put(
                StreamsConfig.mainConsumerPrefix(ConsumerConfig.INTERCEPTOR_CLASSES_CONFIG),
                List.of(Observer.class.getName()));
    }

    /** Whether others of its partition came together with a record, and follow it. */
    boolean moreFollow(Origin record) {
        Long last = lastOffsets.get(new TopicPartition(record.topic(), record.partition()));
        return last != null && last > record.offset();
    }

    /** These records of a partition came together; this is the last of them. */
    void polled(TopicPartition partition, long lastOffset) {
        lastOffsets.put(partition, lastOffset);
    }

    /** Made by Kafka, for each consumer. */
    public static final class Observer implements ConsumerInterceptor<byte[], byte[]> {

        private PolledOffsets told = new PolledOffsets();

        @Override
        public void configure(Map<String, ?> config) {
            told = (PolledOffsets) Objects.requireNonNull(config.get(TOLD));
        }

        @Override
        public ConsumerRecords<byte[], byte[]> onConsume(ConsumerRecords<byte[], byte[]> records) {
            records.partitions()
                    .forEach(partition -> told.polled(
                            partition, records.records(partition).getLast().offset()));
            return records;
        }

        @Override
        public void onCommit(Map<TopicPartition, OffsetAndMetadata> offsets) {}

        @Override
        public void close() {}
    }
}
