package dev.millrace.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.millrace.core.deadletter.DeadLetter.Origin;
import dev.millrace.core.kafka.KafkaConfig;
import dev.millrace.core.kafka.TopicsConfig;
import dev.millrace.core.message.LedgerEntry;
import dev.millrace.core.message.PendingRecord;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/** Reads a document's record again, from where the ledger says it stands. For one thread. */
final class PlacedRecords implements RecordSource {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration POLL = Duration.ofMillis(100);

    private final KafkaConfig kafka;
    private final TopicsConfig topics;
    private final DocumentsTopic documents;
    private @Nullable KafkaConsumer<byte[], byte[]> consumer;

    PlacedRecords(KafkaConfig kafka, TopicsConfig topics, DocumentsTopic documents) {
        this.kafka = kafka;
        this.topics = topics;
        this.documents = documents;
    }

    @Override
    public Optional<Delivery> read(String documentId, LedgerEntry entry) throws IOException {
        PendingRecord stands = entry.getPendingCount() > 0
                ? entry.getPending(0)
                : PendingRecord.newBuilder()
                        .setTopic(topics.documents())
                        .setPartition(entry.getPartition())
                        .setOffset(entry.getOffset())
                        .build();
        return record(stands)
                .filter(record -> record.offset() == stands.getOffset())
                .filter(record -> Arrays.equals(record.key(), documentId.getBytes(UTF_8)))
                .map(this::delivery);
    }

    /** The record there or, where it is gone, the next one; empty when there is none. */
    private Optional<ConsumerRecord<byte[], byte[]>> record(PendingRecord stands) throws IOException {
        KafkaConsumer<byte[], byte[]> reader = consumer();
        TopicPartition partition = new TopicPartition(stands.getTopic(), stands.getPartition());
        reader.assign(List.of(partition));
        reader.seek(partition, stands.getOffset());
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            List<ConsumerRecord<byte[], byte[]>> records = reader.poll(POLL).records(partition);
            if (!records.isEmpty()) {
                return Optional.of(records.getFirst());
            }
            if (reader.position(partition) > stands.getOffset()) {
                return Optional.empty();
            }
        }
        if (reader.endOffsets(List.of(partition)).getOrDefault(partition, 0L) <= stands.getOffset()) {
            return Optional.empty();
        }
        throw new IOException("no record of " + partition + " came within " + PATIENCE.toSeconds() + " s");
    }

    private Delivery delivery(ConsumerRecord<byte[], byte[]> record) {
        boolean first = record.topic().equals(topics.documents());
        Origin place = new Origin(
                record.topic(), record.partition(), record.offset(), record.timestamp(), first ? documents.id() : "");
        return first
                ? Delivery.first(record.key(), record.value(), record.headers(), place)
                : Delivery.again(record.key(), record.value(), record.headers(), place);
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        KafkaConsumer<byte[], byte[]> reader = consumer;
        if (reader == null) {
            Properties properties = kafka.common("millrace-placed-records");
            properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
            properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
            properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
            properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, "1");
            reader = new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
            consumer = reader;
        }
        return reader;
    }

    @Override
    public void close() {
        if (consumer != null) {
            consumer.close();
        }
    }
}
