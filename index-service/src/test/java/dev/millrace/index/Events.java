package dev.millrace.index;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.ByteString;
import dev.millrace.core.kafka.ChunkEvents;
import dev.millrace.core.message.Chunk;
import dev.millrace.core.message.ChunkRemoved;
import dev.millrace.core.message.EmbeddedChunk;
import dev.millrace.core.message.EmbeddedChunkEvent;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Records as embed-service writes them. */
final class Events {

    static final String TOPIC = "embedded-chunks";
    static final String MODEL = "model-a";
    static final int DIMENSION = 384;

    private Events() {}

    static Chunk.Builder chunk(String chunkId, long revision, String text) {
        return Chunk.newBuilder()
                .setDocumentId("reports/q3.pdf")
                .setChunkId(chunkId)
                .setRevision(revision)
                .setText(text)
                .setTitle("Third quarter")
                .addAllHeadingPath(List.of("Rivers", "Turbines"))
                .setPage(2)
                .setCharStart(10)
                .setCharEnd(10 + text.length())
                .setOrdinal(1)
                .setSourceUri("file:///inbox/reports/q3.pdf")
                .setFilename("Annual-report_2024.pdf")
                .setMediaType("application/pdf")
                .setLanguage("en")
                .putMetadata("author.name", "Ada")
                .addAcl("staff")
                .setModifiedAtMs(System.currentTimeMillis() - 1000)
                .setIngestedAtMs(System.currentTimeMillis() - 500);
    }

    static EmbeddedChunkEvent upsert(Chunk chunk, String modelId, float[] vector) {
        return EmbeddedChunkEvent.newBuilder()
                .setEmbedded(EmbeddedChunk.newBuilder()
                        .setChunk(chunk)
                        .setModelId(modelId)
                        .setVector(ByteString.copyFrom(ChunkEvents.vectorBytes(vector))))
                .build();
    }

    static EmbeddedChunkEvent upsert(String chunkId, long revision, String text) {
        return upsert(chunk(chunkId, revision, text).build(), MODEL, vector(0));
    }

    static EmbeddedChunkEvent removal(String chunkId, long revision) {
        return EmbeddedChunkEvent.newBuilder()
                .setRemoved(ChunkRemoved.newBuilder()
                        .setDocumentId("reports/q3.pdf")
                        .setChunkId(chunkId)
                        .setRevision(revision))
                .build();
    }

    /** A unit vector along one axis. */
    static float[] vector(int axis) {
        float[] vector = new float[DIMENSION];
        vector[axis] = 1;
        return vector;
    }

    static ConsumerRecord<byte[], byte[]> record(long offset, byte[] value) {
        return new ConsumerRecord<>(TOPIC, 0, offset, ("key-" + offset).getBytes(UTF_8), value);
    }

    static ConsumerRecord<byte[], byte[]> record(long offset, EmbeddedChunkEvent event) {
        return record(offset, event.toByteArray());
    }
}
