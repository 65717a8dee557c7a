package dev.millrace.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.millrace.core.kafka.DocumentPartitioner;
import dev.millrace.core.kafka.TopicsConfig;
import dev.millrace.core.message.ChunkEvent;
import dev.millrace.core.message.LedgerEntry;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.StreamPartitioner;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.state.Stores;

/** The shape: documents and replays → one processor with the ledger → chunks, dead letters, replays for elsewhere. */
public final class IngestTopology {

    /** The ledger store; its changelog topic is {@code millrace-ingest-ledger-changelog}. */
    public static final String LEDGER = "ledger";

    static final String DOCUMENTS = "documents";
    static final String REPLAYS = "replays";
    static final String INGESTOR = "ingestor";
    static final String CHUNKS = "chunks";
    static final String DEAD_LETTERS = "dead-letters";
    static final String REROUTED = "rerouted";

    private IngestTopology() {}

    /** A source of new processors, one for each partition. */
    @FunctionalInterface
    interface Processors {
        Processor<byte[], byte[], Object, Object> create(DocumentsTopic documents, PolledOffsets polled);
    }

    static Topology of(TopicsConfig topics, DocumentsTopic documents, PolledOffsets polled, Processors processors) {
        Topology topology = new Topology();
        topology.addSource(DOCUMENTS, new ByteArrayDeserializer(), new ByteArrayDeserializer(), topics.documents());
        topology.addSource(REPLAYS, new ByteArrayDeserializer(), new ByteArrayDeserializer(), topics.replays());
        topology.addProcessor(INGESTOR, () -> processors.create(documents, polled), DOCUMENTS, REPLAYS);
        topology.addStateStore(
                Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(LEDGER), Serdes.String(), ledgerSerde())
                        .withLoggingEnabled(LedgerTopic.CONFIG),
                INGESTOR);
        topology.addSink(CHUNKS, topics.chunks(), new StringSerializer(), chunkSerializer(), byDocument(), INGESTOR);
        topology.addSink(
                DEAD_LETTERS, topics.deadLetters(), new ByteArraySerializer(), new ByteArraySerializer(), INGESTOR);
        topology.addSink(
                REROUTED,
                topics.replays(),
                new ByteArraySerializer(),
                new ByteArraySerializer(),
                atHome(documents),
                INGESTOR);
        return topology;
    }

    static String chunkId(ChunkEvent event) {
        return event.hasRemoved()
                ? event.getRemoved().getChunkId()
                : event.getChunk().getChunkId();
    }

    private static StreamPartitioner<String, ChunkEvent> byDocument() {
        return (topic, chunkId, event, partitions) -> {
            String documentId = event.hasRemoved()
                    ? event.getRemoved().getDocumentId()
                    : event.getChunk().getDocumentId();
            return Optional.of(Set.of(DocumentPartitioner.partition(documentId, partitions)));
        };
    }

    private static StreamPartitioner<byte[], byte[]> atHome(DocumentsTopic documents) {
        return (topic, key, value, partitions) ->
                Optional.of(Set.of(DocumentPartitioner.partition(new String(key, UTF_8), documents.partitions())));
    }

    private static Serializer<ChunkEvent> chunkSerializer() {
        return (topic, event) -> event.toByteArray();
    }

    private static Serde<LedgerEntry> ledgerSerde() {
        return Serdes.serdeFrom((topic, entry) -> entry.toByteArray(), (topic, bytes) -> ledgerEntry(bytes));
    }

    private static LedgerEntry ledgerEntry(byte[] bytes) {
        try {
            return LedgerEntry.parseFrom(bytes);
        } catch (InvalidProtocolBufferException e) {
            throw new SerializationException("an entry of the ledger can't be read", e);
        }
    }
}
