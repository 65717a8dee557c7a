package dev.millrace.core.kafka;

import dev.millrace.core.config.Settings;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * How to reach Kafka.
 *
 * @param bootstrapServers brokers to start from, {@code host:port} separated by commas
 * @param properties settings handed on to every client unread
 * @param maxRecordBytes the largest record a client reads or writes
 */
public record KafkaConfig(String bootstrapServers, Map<String, String> properties, int maxRecordBytes) {

    /** Room for the headers and the key of a record beside its value. */
    private static final int RECORD_OVERHEAD_BYTES = 64 * 1024;

    public KafkaConfig {
        properties = Map.copyOf(properties);
    }

    public static KafkaConfig from(Settings settings) {
        return new KafkaConfig(
                settings.string("kafka.bootstrap-servers"),
                settings.properties("kafka.properties"),
                TopicsConfig.from(settings).maxDocumentBytes() + RECORD_OVERHEAD_BYTES);
    }

    /** Properties that every client of this process starts from. */
    public Properties common(String clientId) {
        Properties common = new Properties();
        common.putAll(properties);
        common.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        common.put(CommonClientConfigs.CLIENT_ID_CONFIG, clientId);
        return common;
    }

    /** A consumer that sees committed records only, starts at the beginning, and commits when it is told to. */
    public Properties consumer(String clientId, String group) {
        Properties consumer = common(clientId);
        consumer.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        consumer.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        consumer.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        consumer.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        return consumer;
    }

    /**
     * A producer that loses nothing and repeats nothing. It waits for a broker as long as it takes: an outage of Kafka
     * is waited out, never answered by dropping records.
     */
    public Properties producer(String clientId) {
        Properties producer = common(clientId);
        producer.put(ProducerConfig.ACKS_CONFIG, "all");
        producer.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true");
        producer.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Integer.toString(Integer.MAX_VALUE));
        producer.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, Long.toString(Long.MAX_VALUE));
        producer.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Integer.toString(maxRecordBytes));
        producer.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        return producer;
    }
}
