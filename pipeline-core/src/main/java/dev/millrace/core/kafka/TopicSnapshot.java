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

/** A topic as it is now, read once from its beginning to its present end. Committed records only. */
public final class TopicSnapshot {

    private static final Duration POLL = Duration.ofMillis(200);

    private final KafkaConfig kafka;
    private final String clientId;
    private final Duration patience;

    /**
     * @param patience how long the brokers may give nothing
     */
    public TopicSnapshot(KafkaConfig kafka, String clientId, Duration patience) {
        this.kafka = kafka;
        this.clientId = clientId;
        this.patience = patience;
    }

    /**
     * Hands over each record, in order within a partition. A topic that does not exist has none.
     *
     * @throws TimeoutException when the brokers give nothing for too long
     */
    public void read(String topic, Consumer<ConsumerRecord<byte[], byte[]>> each) {
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(properties(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.listTopics().getOrDefault(topic, List.of()).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            read(consumer, consumer.endOffsets(partitions), each);
        }
    }

    private void read(
            KafkaConsumer<byte[], byte[]> consumer,
            Map<TopicPartition, Long> ends,
            Consumer<ConsumerRecord<byte[], byte[]>> each) {
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
    }

    private Properties properties() {
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
