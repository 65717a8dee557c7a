package dev.millrace.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.millrace.core.config.SettingsLoader;
import dev.millrace.core.deadletter.DeadLetter;
import dev.millrace.core.kafka.KafkaConfig;
import dev.millrace.core.kafka.TopicsConfig;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;

/** Reads the topic of dead letters from its beginning to where it ends now. */
final class DeadLetterReader {

    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration ALL = Duration.ofSeconds(60);
    private static final Duration REQUEST = Duration.ofSeconds(10);

    private DeadLetterReader() {}

    /** One dead letter, with when it was written and the key of the record, which begins with the document id. */
    record Entry(Instant time, String documentId, DeadLetter letter) {

        static String json(List<Entry> entries) throws JsonProcessingException {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            for (Entry entry : entries) {
                array.addObject()
                        .put("time", entry.time.toString())
                        .put("stage", entry.letter.stage())
                        .put("reason", entry.letter.reason().name())
                        .put("document_id", entry.documentId)
                        .put("message", entry.letter.message())
                        .put("topic", entry.letter.origin().topic())
                        .put("partition", entry.letter.origin().partition())
                        .put("offset", entry.letter.origin().offset())
                        .put("timestamp_ms", entry.letter.origin().timestampMillis());
            }
            return new JsonMapper().writeValueAsString(array);
        }
    }

    static List<Entry> read(String bootstrapServers) {
        var settings =
                SettingsLoader.ofProcess().load(null, Map.of("millrace.kafka.bootstrap-servers", bootstrapServers));
        String topic = TopicsConfig.from(settings).deadLetters();
        Deserializer<byte[]> bytes = new ByteArrayDeserializer();
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(properties(KafkaConfig.from(settings)), bytes, bytes)) {
            return read(consumer, topic);
        } catch (KafkaException e) {
            throw CommandFailure.failed("The dead letters can't be read from " + topic + " at " + bootstrapServers
                    + " (" + e.getMessage() + "): see the logs of the system");
        }
    }

    private static List<Entry> read(KafkaConsumer<byte[], byte[]> consumer, String topic) {
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        List<Entry> entries = new ArrayList<>();
        long deadline = System.nanoTime() + ALL.toNanos();
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            if (System.nanoTime() - deadline > 0) {
                throw new KafkaException("the broker did not give all of them in " + ALL.toSeconds() + " s");
            }
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                DeadLetter.read(record.headers()).ifPresent(letter -> entries.add(entry(record, letter)));
            }
        }
        entries.sort(Comparator.comparing(Entry::time));
        return entries;
    }

    private static Entry entry(ConsumerRecord<byte[], byte[]> record, DeadLetter letter) {
        String key = record.key() == null ? "" : new String(record.key(), UTF_8);
        return new Entry(Instant.ofEpochMilli(record.timestamp()), key, letter);
    }

    private static Properties properties(KafkaConfig kafka) {
        Properties properties = kafka.common("millrace-dead-letters-list");
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
        properties.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, Long.toString(REQUEST.toMillis()));
        properties.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, Long.toString(REQUEST.toMillis()));
        return properties;
    }
}
