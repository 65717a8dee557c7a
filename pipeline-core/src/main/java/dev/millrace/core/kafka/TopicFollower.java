package dev.millrace.core.kafka;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads a topic from its beginning, and on from there each time it is asked. Committed records only; joins no group. Not
 * thread-safe.
 */
public final class TopicFollower implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(200);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final List<TopicPartition> partitions;
    private final Duration patience;

    /**
     * Connects. A topic that does not exist has no partitions.
     *
     * @param patience how long the brokers may give nothing
     */
    public TopicFollower(KafkaConfig kafka, String clientId, String topic, Duration patience) {
        this.patience = patience;
        this.consumer = new KafkaConsumer<>(
                properties(kafka, clientId, patience), new ByteArrayDeserializer(), new ByteArrayDeserializer());
        boolean connected = false;
        try {
            this.partitions = consumer.listTopics().getOrDefault(topic, List.of()).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            connected = true;
        } finally {
            if (!connected) {
                consumer.close();
            }
        }
    }

    public List<TopicPartition> partitions() {
        return partitions;
    }

    /** Whether nothing was ever written. */
    public boolean neverWritten() {
        return consumer.endOffsets(partitions).values().stream().allMatch(end -> end == 0);
    }

    /**
     * Hands over each record that has come since the last call, up to the topic's present end; in order within a
     * partition.
     *
     * @return the offset after the last record of each partition
     * @throws TimeoutException when the brokers give nothing for too long
     */
    public Map<TopicPartition, Long> catchUp(Consumer<ConsumerRecord<byte[], byte[]>> each) {
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        long lastProgress = System.nanoTime();
        long position = -1;
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            consumer.poll(POLL).forEach(each);
            long now = ends.keySet().stream().mapToLong(consumer::position).sum();
            if (now != position) {
                position = now;
                lastProgress = System.nanoTime();
            } else if (System.nanoTime() - lastProgress > patience.toNanos()) {
                throw new TimeoutException("the brokers gave no record for " + patience.toSeconds() + " s");
            }
        }
        return ends;
    }

    @Override
    public void close() {
        consumer.close();
    }

    private static Properties properties(KafkaConfig kafka, String clientId, Duration patience) {
        Properties properties = kafka.common(clientId);
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
        properties.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, Long.toString(patience.toMillis()));
        properties.put(
                ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                Long.toString(
                        Math.min(patience.toMillis(), Duration.ofSeconds(30).toMillis())));
        return properties;
    }
}
