package dev.millrace.core.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.core.message.Chunk;
import dev.millrace.core.message.ChunkEvent;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class ChunkEventsTest {

    @Test
    void aVectorTravelsAsLittleEndianFloat32() {
        float[] vector = {0.5f, -1.25f, 3.0e-5f};

        byte[] bytes = ChunkEvents.vectorBytes(vector);

        assertThat(bytes).hasSize(12).startsWith(0, 0, 0, 0x3F);
        assertThat(ChunkEvents.vector(ByteBuffer.wrap(bytes))).containsExactly(vector);
    }

    @Test
    void whatIsNoEventIsEmpty() {
        ChunkEvent event = ChunkEvent.newBuilder()
                .setChunk(Chunk.newBuilder().setText("alpha"))
                .build();

        assertThat(ChunkEvents.readChunk(event.toByteArray())).contains(event);
        assertThat(ChunkEvents.readChunk(null)).isEmpty();
        assertThat(ChunkEvents.readChunk(new byte[0])).isEmpty();
        assertThat(ChunkEvents.readChunk("not a message".getBytes(UTF_8))).isEmpty();
        assertThat(ChunkEvents.readEmbedded(new byte[] {-1, -1})).isEmpty();
    }
}
