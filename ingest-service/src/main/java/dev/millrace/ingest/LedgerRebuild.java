package dev.millrace.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.millrace.core.kafka.ChunkEvents;
import dev.millrace.core.kafka.DocumentPartitioner;
import dev.millrace.core.kafka.KafkaConfig;
import dev.millrace.core.kafka.TopicSnapshot;
import dev.millrace.core.message.LedgerEntry;
import dev.millrace.ingest.ledger.RecoveredLedger;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads what is left of a ledger, and writes a new one in a single transaction. Holds all entries in memory meanwhile. */
final class LedgerRebuild {

    private static final Logger LOG = LoggerFactory.getLogger(LedgerRebuild.class);
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    /** The most that brokers allow by default. */
    private static final Duration TRANSACTION = Duration.ofMinutes(15);

    private final KafkaConfig kafka;
    private final TopicSnapshot snapshot;

    LedgerRebuild(KafkaConfig kafka) {
        this.kafka = kafka;
        this.snapshot = new TopicSnapshot(kafka, "millrace-ledger-rebuild", PATIENCE);
    }

    /** The entries of a changelog, by document id; empty when there is no such topic. */
    Map<String, LedgerEntry> remembered(String changelog) {
        Map<String, LedgerEntry> entries = new HashMap<>();
        snapshot.read(changelog, record -> {
            String documentId = new String(record.key(), UTF_8);
            if (record.value() == null) {
                entries.remove(documentId);
            } else {
                entries.put(documentId, entry(documentId, record.value()));
            }
        });
        return entries;
    }

    /** What the chunks topic tells of each document. */
    Map<String, LedgerEntry> fromChunks(String chunks) {
        RecoveredLedger ledger = new RecoveredLedger();
        snapshot.read(
                chunks,
                record -> ChunkEvents.readChunk(record.value())
                        .ifPresentOrElse(
                                ledger::take,
                                () -> LOG.warn(
                                        "no chunk event: topic={} partition={} offset={}",
                                        record.topic(),
                                        record.partition(),
                                        record.offset())));
        return ledger.entries();
    }

    /**
     * Writes all entries, or none. Whoever else is about to do the same is fenced off.
     *
     * @param documentPartitions by which a document's partition is found
     */
    void write(String changelog, int documentPartitions, Map<String, LedgerEntry> entries) {
        Properties properties = kafka.producer("millrace-ledger-rebuild");
        properties.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, "millrace-ledger-rebuild");
        properties.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, Long.toString(TRANSACTION.toMillis()));
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            entries.forEach((documentId, entry) -> {
                int partition = DocumentPartitioner.partition(documentId, documentPartitions);
                send(
                        producer,
                        new ProducerRecord<>(changelog, partition, documentId.getBytes(UTF_8), entry.toByteArray()));
            });
            producer.commitTransaction();
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the commit fails when a record could not be sent
    private static void send(KafkaProducer<byte[], byte[]> producer, ProducerRecord<byte[], byte[]> entry) {
        producer.send(entry);
    }

    private static LedgerEntry entry(String documentId, byte[] value) {
        try {
            return LedgerEntry.parseFrom(value);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("the ledger's entry of " + documentId + " can't be read", e);
        }
    }
}
