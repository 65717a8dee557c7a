package dev.millrace.core.kafka;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.millrace.core.message.ChunkEvent;
import dev.millrace.core.message.EmbeddedChunkEvent;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the values of the internal topics. What can't be read is empty: the caller makes a dead letter of it. */
public final class ChunkEvents {

    private ChunkEvents() {}

    /** Empty for bytes that are no chunk event, or one that holds nothing. */
    public static Optional<ChunkEvent> readChunk(byte @Nullable [] value) {
        if (value == null) {
            return Optional.empty();
        }
        try {
            ChunkEvent event = ChunkEvent.parseFrom(value);
            return event.getEventCase() == ChunkEvent.EventCase.EVENT_NOT_SET ? Optional.empty() : Optional.of(event);
        } catch (InvalidProtocolBufferException e) {
            return Optional.empty();
        }
    }

    /** Empty for bytes that are no embedded chunk event, or one that holds nothing. */
    public static Optional<EmbeddedChunkEvent> readEmbedded(byte @Nullable [] value) {
        if (value == null) {
            return Optional.empty();
        }
        try {
            EmbeddedChunkEvent event = EmbeddedChunkEvent.parseFrom(value);
            return event.getEventCase() == EmbeddedChunkEvent.EventCase.EVENT_NOT_SET
                    ? Optional.empty()
                    : Optional.of(event);
        } catch (InvalidProtocolBufferException e) {
            return Optional.empty();
        }
    }

    /** The vector as little-endian float32. */
    public static byte[] vectorBytes(float[] vector) {
        ByteBuffer buffer = ByteBuffer.allocate(vector.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        buffer.asFloatBuffer().put(vector);
        return buffer.array();
    }

    /**
     * @param bytes little-endian float32, a multiple of four bytes
     */
    public static float[] vector(ByteBuffer bytes) {
        float[] vector = new float[bytes.remaining() / Float.BYTES];
        bytes.order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(vector);
        return vector;
    }
}
