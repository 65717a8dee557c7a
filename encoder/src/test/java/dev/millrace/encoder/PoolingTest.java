package dev.millrace.encoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.millrace.encoder.BatchPlanner.Batch;
import java.nio.FloatBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

class PoolingTest {
    private static final int DIMENSION = MiniLmModel.DIMENSION;
    private static final int[][] SEQUENCES = {{1, 2}, {1, 2, 3}};
    private static final Batch BATCH = new Batch(List.of(1, 0), 3);
    private static final long[] SHAPE = {2, 3, DIMENSION};

    private final float[][] vectors = new float[2][];
    private final float[] hidden = new float[2 * 3 * DIMENSION];

    @Test
    void aVectorIsTheMeanOfItsOwnTokensBroughtToLengthOne() {
        set(1, 0, 0, 6f); // text 0 is the second row; its third token is padding
        set(1, 1, 1, 8f);
        set(1, 2, 2, 100f);
        set(0, 0, 5, 2f);

        Pooling.pool(FloatBuffer.wrap(hidden), SHAPE, SEQUENCES, BATCH, vectors);

        assertThat(vectors[0][0]).isCloseTo(0.6f, within(1e-6f));
        assertThat(vectors[0][1]).isCloseTo(0.8f, within(1e-6f));
        assertThat(vectors[0][2]).isZero();
        assertThat(vectors[1][5]).isEqualTo(1f);
    }

    @Test
    void aVectorThatIsNotANumberIsRefusedWithTheIndexOfItsText() {
        set(0, 0, 0, 1f);
        set(1, 0, 7, Float.NaN);

        assertThatThrownBy(() -> Pooling.pool(FloatBuffer.wrap(hidden), SHAPE, SEQUENCES, BATCH, vectors))
                .isInstanceOfSatisfying(
                        EncoderException.class, e -> assertThat(e.textIndex()).hasValue(0))
                .hasMessageContaining("text 0");
    }

    @Test
    void aVectorWithoutDirectionIsRefused() {
        assertThatThrownBy(() -> Pooling.pool(FloatBuffer.wrap(hidden), SHAPE, SEQUENCES, BATCH, vectors))
                .isInstanceOf(EncoderException.class);
    }

    @Test
    void anotherDimensionIsRefused() {
        long[] shape = {2, 3, DIMENSION * 2};
        assertThatThrownBy(() -> Pooling.pool(FloatBuffer.wrap(hidden), shape, SEQUENCES, BATCH, vectors))
                .isInstanceOf(EncoderException.class)
                .hasMessageContaining("768");
    }

    private void set(int row, int token, int component, float value) {
        hidden[(row * 3 + token) * DIMENSION + component] = value;
    }
}
