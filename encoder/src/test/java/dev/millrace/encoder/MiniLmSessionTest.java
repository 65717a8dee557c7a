package dev.millrace.encoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.encoder.BatchPlanner.Batch;
import java.nio.FloatBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

class MiniLmSessionTest {
    private static final int DIMENSION = MiniLmModel.DIMENSION;
    private static final Batch BATCH = new Batch(List.of(1, 0), 3);

    private final float[] answer = new float[2 * DIMENSION];
    private final float[][] vectors = new float[2][];

    @Test
    void eachVectorComesToThePlaceOfItsText() {
        answer[3] = 1f;
        answer[DIMENSION] = -0.6f;
        answer[DIMENSION + 1] = 0.8f;

        MiniLmSession.put(FloatBuffer.wrap(answer), BATCH, vectors);

        assertThat(vectors[1][3]).isEqualTo(1f);
        assertThat(vectors[0]).hasSize(DIMENSION).startsWith(-0.6f, 0.8f, 0f);
    }

    @Test
    void aVectorThatIsNotANumberIsRefusedWithTheIndexOfItsText() {
        answer[0] = 1f;
        answer[DIMENSION + 7] = Float.NaN;

        assertThatThrownBy(() -> MiniLmSession.put(FloatBuffer.wrap(answer), BATCH, vectors))
                .isInstanceOfSatisfying(
                        EncoderException.class, e -> assertThat(e.textIndex()).hasValue(0))
                .hasMessageContaining("text 0");
    }

    @Test
    void aVectorWithoutDirectionIsRefused() {
        assertThatThrownBy(() -> MiniLmSession.put(FloatBuffer.wrap(answer), BATCH, vectors))
                .isInstanceOf(EncoderException.class)
                .hasMessageContaining("text 1");
    }
}
