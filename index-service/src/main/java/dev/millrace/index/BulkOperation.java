package dev.millrace.index;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.core.message.Chunk;
import dev.millrace.core.message.ChunkRemoved;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** One versioned write of one chunk, already in the form in which it is sent, and the record that asks for it. */
final class BulkOperation {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** What becomes of the chunk. */
    enum Kind {
        UPSERT,
        REMOVAL
    }

    private final ConsumerRecord<byte[], byte[]> origin;
    private final Kind kind;
    private final String chunkId;
    private final long revision;
    private final long modifiedAtMillis;
    private final byte[] action;
    private final byte[] document;

    private BulkOperation(
            ConsumerRecord<byte[], byte[]> origin,
            Kind kind,
            String chunkId,
            long revision,
            long modifiedAtMillis,
            Object document) {
        this.origin = origin;
        this.kind = kind;
        this.chunkId = chunkId;
        this.revision = revision;
        this.modifiedAtMillis = modifiedAtMillis;
        this.action = json(new Action(new Target(chunkId, revision, "external")));
        this.document = json(document);
    }

    static BulkOperation upsert(
            ConsumerRecord<byte[], byte[]> origin, Chunk chunk, String modelId, float[] vector, Instant now) {
        return new BulkOperation(
                origin,
                Kind.UPSERT,
                chunk.getChunkId(),
                chunk.getRevision(),
                chunk.getModifiedAtMs(),
                PassageDocument.of(chunk, modelId, vector, now));
    }

    static BulkOperation removal(ConsumerRecord<byte[], byte[]> origin, ChunkRemoved chunk, Instant now) {
        return new BulkOperation(
                origin,
                Kind.REMOVAL,
                chunk.getChunkId(),
                chunk.getRevision(),
                chunk.getModifiedAtMs(),
                TombstoneDocument.of(chunk, now));
    }

    ConsumerRecord<byte[], byte[]> origin() {
        return origin;
    }

    Kind kind() {
        return kind;
    }

    String chunkId() {
        return chunkId;
    }

    long revision() {
        return revision;
    }

    /** When the source changed; 0 when that is not known. */
    long modifiedAtMillis() {
        return modifiedAtMillis;
    }

    /** Bytes in a request. */
    int size() {
        return action.length + document.length + 2;
    }

    /** Adds the lines of a bulk request: the action, then the document. */
    void writeTo(ByteArrayOutputStream request) {
        request.writeBytes(action);
        request.write('\n');
        request.writeBytes(document);
        request.write('\n');
    }

    private static byte[] json(Object value) {
        try {
            return JSON.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a document can't be written as JSON", e);
        }
    }

    private record Action(Target index) {}

    private record Target(
            @JsonProperty("_id") String id,
            @JsonProperty("version") long version,
            @JsonProperty("version_type") String versionType) {}
}
