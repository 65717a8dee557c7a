package dev.millrace.standalone.verify;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.millrace.core.deadletter.DeadLetter;
import dev.millrace.core.deadletter.DeadLetter.Origin;
import dev.millrace.core.kafka.ChunkEvents;
import dev.millrace.core.kafka.KafkaConfig;
import dev.millrace.core.kafka.TopicFollower;
import dev.millrace.core.kafka.TopicsConfig;
import dev.millrace.core.message.Chunk;
import dev.millrace.core.message.ChunkEvent;
import dev.millrace.core.message.EmbeddedChunkEvent;
import dev.millrace.core.message.LedgerEntry;
import dev.millrace.core.service.Closer;
import dev.millrace.embed.EmbedApplication;
import dev.millrace.index.IndexApplication;
import dev.millrace.index.IndexedPassage;
import dev.millrace.ingest.IngestApplication;
import dev.millrace.ingest.IngestTopology;
import dev.millrace.ingest.document.ReferenceCodec;
import dev.millrace.standalone.verify.DocumentView.ChunkRecord;
import dev.millrace.standalone.verify.DocumentView.Rejected;
import dev.millrace.standalone.verify.Upstream.InTopic;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** What the topics say of every document: their newest records, without the documents' bytes. Not thread-safe. */
final class KafkaPicture implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String CLIENT = "millrace-verify";

    private final Closer closer = new Closer();
    private final TopicIds topicIds;
    private final TopicFollower documentsTopic;
    private final TopicFollower ledgerTopic;
    private final TopicFollower chunksTopic;
    private final TopicFollower deadLettersTopic;
    private final Map<String, InTopic> documents = new HashMap<>();
    private final Map<String, LedgerEntry> ledger = new HashMap<>();
    private final Map<String, ChunkRecord> chunks = new HashMap<>();
    private final Set<Origin> rejectedPlaces = new HashSet<>();
    private final Map<String, Long> rejectedChunks = new HashMap<>();
    private Map<TopicPartition, Long> documentEnds = Map.of();

    KafkaPicture(KafkaConfig kafka, TopicsConfig topics, TopicIds topicIds) {
        this.topicIds = topicIds;
        String changelog = IngestApplication.GROUP + "-" + IngestTopology.LEDGER + "-changelog";
        this.documentsTopic = follow(kafka, topics.documents());
        this.ledgerTopic = follow(kafka, changelog);
        this.chunksTopic = follow(kafka, topics.chunks());
        this.deadLettersTopic = follow(kafka, topics.deadLetters());
    }

    private TopicFollower follow(KafkaConfig kafka, String topic) {
        return closer.register(new TopicFollower(kafka, CLIENT, topic, PATIENCE));
    }

    /** Reads on to the present ends; dead letters last, so that none is missing for what was read. */
    void catchUp() {
        documentEnds = documentsTopic.catchUp(this::takeDocument);
        ledgerTopic.catchUp(this::takeLedgerEntry);
        chunksTopic.catchUp(this::takeChunk);
        deadLettersTopic.catchUp(this::takeDeadLetter);
    }

    Map<String, InTopic> documents() {
        return documents;
    }

    Map<String, LedgerEntry> ledger() {
        return ledger;
    }

    Map<String, ChunkRecord> chunks() {
        return chunks;
    }

    Rejected rejected(String documentId) {
        InTopic newest = documents.get(documentId);
        return new Rejected(newest != null && rejectedPlaces.contains(placeOnly(newest.place())), rejectedChunks);
    }

    /** A place after everything that the documents topic holds in a partition, and before what is still to come. */
    Origin endOf(int partition) {
        TopicPartition part = new TopicPartition(documentsTopicName(), partition);
        long end = documentEnds.getOrDefault(part, 0L);
        return new Origin(
                part.topic(), partition, Math.max(0, end - 1), System.currentTimeMillis(), topicIds.of(part.topic()));
    }

    int documentPartitions() {
        return Math.max(1, documentsTopic.partitions().size());
    }

    private String documentsTopicName() {
        return topicIds.documents();
    }

    @Override
    public void close() {
        closer.close();
    }

    private void takeDocument(ConsumerRecord<byte[], byte[]> record) {
        if (record.key() == null || record.key().length == 0) {
            return;
        }
        Origin place = new Origin(
                record.topic(), record.partition(), record.offset(), record.timestamp(), topicIds.of(record.topic()));
        InTopic found = new InTopic(place, record.value() == null, isReference(record));
        documents.merge(new String(record.key(), UTF_8), found, KafkaPicture::newer);
    }

    /** By the rule of ingest-service: offsets compare within a partition, timestamps across them. */
    private static InTopic newer(InTopic one, InTopic other) {
        boolean samePartition = one.place().partition() == other.place().partition();
        boolean oneIsNewer = samePartition
                ? one.place().offset() > other.place().offset()
                : one.place().timestampMillis() > other.place().timestampMillis();
        return oneIsNewer ? one : other;
    }

    private static boolean isReference(ConsumerRecord<byte[], byte[]> record) {
        Header type = record.headers().lastHeader("content-type");
        return type != null
                && type.value() != null
                && new String(type.value(), UTF_8).startsWith(ReferenceCodec.CONTENT_TYPE);
    }

    private void takeLedgerEntry(ConsumerRecord<byte[], byte[]> record) {
        String documentId = new String(record.key(), UTF_8);
        if (record.value() == null) {
            ledger.remove(documentId);
            return;
        }
        try {
            ledger.put(documentId, LedgerEntry.parseFrom(record.value()));
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("the ledger's entry of " + documentId + " can't be read", e);
        }
    }

    /** The highest revision counts, as in the index: a record may have been produced again late. */
    private void takeChunk(ConsumerRecord<byte[], byte[]> record) {
        if (record.key() == null) {
            return;
        }
        String chunkId = new String(record.key(), UTF_8);
        @Nullable ChunkRecord found = ChunkEvents.readChunk(record.value())
                .map(KafkaPicture::chunkRecord)
                .orElse(null);
        if (found == null) {
            chunks.remove(chunkId);
        } else {
            chunks.merge(chunkId, found, (a, b) -> a.revision() > b.revision() ? a : b);
        }
    }

    private static ChunkRecord chunkRecord(ChunkEvent event) {
        return event.hasRemoved()
                ? new ChunkRecord(event.getRemoved().getRevision(), true, 0)
                : new ChunkRecord(event.getChunk().getRevision(), false, IndexedPassage.digest(event.getChunk()));
    }

    private void takeDeadLetter(ConsumerRecord<byte[], byte[]> record) {
        DeadLetter.read(record.headers()).ifPresent(letter -> {
            switch (letter.stage()) {
                case EmbedApplication.NAME ->
                    ChunkEvents.readChunk(record.value())
                            .filter(ChunkEvent::hasChunk)
                            .ifPresent(event -> takeRejected(event.getChunk()));
                case IndexApplication.NAME ->
                    ChunkEvents.readEmbedded(record.value())
                            .filter(EmbeddedChunkEvent::hasEmbedded)
                            .ifPresent(event -> takeRejected(event.getEmbedded().getChunk()));
                default -> rejectedPlaces.add(placeOnly(letter.origin()));
            }
        });
    }

    private void takeRejected(Chunk chunk) {
        rejectedChunks.merge(chunk.getChunkId(), chunk.getRevision(), Math::max);
    }

    /** What a letter and a record agree on: timestamp and topic id may be missing in one of them. */
    private static Origin placeOnly(Origin place) {
        return new Origin(place.topic(), place.partition(), place.offset(), 0);
    }
}
