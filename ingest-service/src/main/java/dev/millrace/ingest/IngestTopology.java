package dev.millrace.ingest;

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

/** The shape of ingest-service: documents → one processor with the ledger → chunks and dead letters. */
public final class IngestTopology {

    /** The ledger store; its changelog topic is {@code millrace-ingest-ledger-changelog}. */
    public static final String LEDGER = "ledger";

    static final String DOCUMENTS = "documents";
    static final String INGESTOR = "ingestor";
    static final String CHUNKS = "chunks";
    static final String DEAD_LETTERS = "dead-letters";

    private IngestTopology() {}

    /** A source of new processors, one for each partition. */
    @FunctionalInterface
    interface Processors {
        Processor<byte[], byte[], Object, Object> create();
    }

    static Topology of(TopicsConfig topics, Processors processors) {
        Topology topology = new Topology();
        topology.addSource(DOCUMENTS, new ByteArrayDeserializer(), new ByteArrayDeserializer(), topics.documents());
        topology.addProcessor(INGESTOR, processors::create, DOCUMENTS);
        topology.addStateStore(
                Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(LEDGER), Serdes.String(), ledgerSerde()),
                INGESTOR);
        topology.addSink(CHUNKS, topics.chunks(), new StringSerializer(), chunkSerializer(), byDocument(), INGESTOR);
        topology.addSink(
                DEAD_LETTERS, topics.deadLetters(), new ByteArraySerializer(), new ByteArraySerializer(), INGESTOR);
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
