package dev.millrace.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.millrace.core.kafka.KafkaConfig;
import dev.millrace.core.message.LedgerEntry;
import dev.millrace.core.message.LedgerStatus;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads from the ledger's changelog which documents of a source the pipeline knows, and in which version, whichever
 * replica holds them. So a watcher finds what changed and what went while it was away.
 */
final class KnownVersions implements Callable<Map<String, String>> {

    private static final Duration POLL = Duration.ofMillis(200);

    private final KafkaConfig kafka;
    private final String changelogTopic;
    private final String idPrefix;

    KnownVersions(KafkaConfig kafka, String changelogTopic, String idPrefix) {
        this.kafka = kafka;
        this.changelogTopic = changelogTopic;
        this.idPrefix = idPrefix;
    }

    /** Document id to version. Empty before the pipeline's first run. */
    @Override
    public Map<String, String> call() {
        Properties properties = kafka.common("millrace-known-versions");
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<PartitionInfo> found = consumer.listTopics().getOrDefault(changelogTopic, List.of());
            List<TopicPartition> partitions = found.stream()
                    .map(partition -> new TopicPartition(changelogTopic, partition.partition()))
                    .toList();
            return read(consumer, partitions);
        }
    }

    private Map<String, String> read(KafkaConsumer<byte[], byte[]> consumer, List<TopicPartition> partitions) {
        Map<String, String> versions = new HashMap<>();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        while (!partitions.stream().allMatch(partition -> consumer.position(partition) >= end(ends, partition))) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                take(versions, record.key(), record.value());
            }
        }
        return versions;
    }

    private void take(Map<String, String> versions, byte[] key, byte @Nullable [] value) {
        String documentId = new String(key, UTF_8);
        if (!documentId.startsWith(idPrefix)) {
            return;
        }
        LedgerEntry entry = entry(documentId, value);
        if (entry.getStatus() == LedgerStatus.DELETED) {
            versions.remove(documentId);
        } else {
            versions.put(documentId, entry.getSourceVersion());
        }
    }

    private static LedgerEntry entry(String documentId, byte @Nullable [] value) {
        if (value == null) {
            return LedgerEntry.newBuilder().setStatus(LedgerStatus.DELETED).build();
        }
        try {
            return LedgerEntry.parseFrom(value);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("the ledger's entry of " + documentId + " can't be read", e);
        }
    }

    private static long end(Map<TopicPartition, Long> ends, TopicPartition partition) {
        Long end = ends.get(partition);
        return end == null ? 0 : end;
    }
}
