package dev.millrace.index;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.millrace.core.deadletter.Reason;
import dev.millrace.core.kafka.ChunkEvents;
import dev.millrace.core.message.ChunkRemoved;
import dev.millrace.core.message.EmbeddedChunk;
import dev.millrace.core.message.EmbeddedChunkEvent;
import java.time.InstantSource;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Turns a record into what it asks of the index. */
final class EventReader {

    /** OpenSearch refuses a whole bulk request for one longer id. */
    private static final int LONGEST_ID_BYTES = 512;

    private final ModelGuard guard;
    private final InstantSource clock;

    /** What a record is. */
    sealed interface Event {
        record Write(BulkOperation operation) implements Event {}

        /** A dead letter. */
        record Unusable(Reason reason, String message) implements Event {}
    }

    EventReader(ModelGuard guard, InstantSource clock) {
        this.guard = guard;
        this.clock = clock;
    }

    Event read(ConsumerRecord<byte[], byte[]> record) throws InterruptedException {
        Optional<EmbeddedChunkEvent> event = ChunkEvents.readEmbedded(record.value());
        if (event.isEmpty()) {
            return malformed("The value is not an embedded chunk event");
        }
        return event.get().hasRemoved()
                ? removal(record, event.get().getRemoved())
                : upsert(record, event.get().getEmbedded());
    }

    private Event removal(ConsumerRecord<byte[], byte[]> record, ChunkRemoved chunk) {
        String fault = fault(chunk.getChunkId(), chunk.getRevision());
        return fault == null
                ? new Event.Write(BulkOperation.removal(record, chunk, clock.instant()))
                : malformed(fault);
    }

    private Event upsert(ConsumerRecord<byte[], byte[]> record, EmbeddedChunk embedded) throws InterruptedException {
        String fault =
                fault(embedded.getChunk().getChunkId(), embedded.getChunk().getRevision());
        if (fault != null) {
            return malformed(fault);
        }
        if (embedded.getVector().size() % Float.BYTES != 0
                || embedded.getModelId().isEmpty()) {
            return malformed("The vector is not of whole float32 numbers, or its model is not named");
        }
        float[] vector = ChunkEvents.vector(embedded.getVector().asReadOnlyByteBuffer());
        Optional<String> objection = guard.objection(embedded.getModelId(), vector.length);
        return objection.isPresent()
                ? new Event.Unusable(Reason.WRONG_MODEL, objection.get())
                : new Event.Write(BulkOperation.upsert(
                        record, embedded.getChunk(), embedded.getModelId(), vector, clock.instant()));
    }

    private static @Nullable String fault(String chunkId, long revision) {
        if (chunkId.isEmpty() || chunkId.getBytes(UTF_8).length > LONGEST_ID_BYTES) {
            return "The chunk id is empty or longer than " + LONGEST_ID_BYTES + " bytes";
        }
        return revision < 1 ? "The revision is not a positive number" : null;
    }

    private static Event malformed(String message) {
        return new Event.Unusable(Reason.MALFORMED, message);
    }
}
