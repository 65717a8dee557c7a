package dev.millrace.encoder;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class QuantizedMatrixTest {

    @Test
    void eachColumnHasItsScale() {
        QuantizedMatrix matrix = QuantizedMatrix.of(new float[] {1, 10, -3, -30, 2, 30}, 2);

        assertThat(matrix.values().array()).containsExactly(42, 42, -127, -127, 85, 127);
        assertThat(matrix.scales().asFloatBuffer().get(0)).isEqualTo(3f / 127);
        assertThat(matrix.scales().asFloatBuffer().get(1)).isEqualTo(30f / 127);
        assertThat(matrix.largeRows()).isEmpty();
    }

    @Test
    void neighboursOfOneSignShareWhatFitsIntoSixteenBitsAndOthersHaveItAlone() {
        QuantizedMatrix together = QuantizedMatrix.of(new float[] {4, 4, 1, -1}, 1);
        QuantizedMatrix apart = QuantizedMatrix.of(new float[] {1, 4, 4, -4}, 1);

        assertThat(together.values().array()).containsExactly(64, 64, 16, -16);
        assertThat(apart.values().array()).containsExactly(25, 102, 102, -102);
        for (int i = 0; i < together.values().capacity(); i += 2) {
            assertThat(255 * (together.values().get(i) + together.values().get(i + 1)))
                    .isBetween((int) Short.MIN_VALUE, (int) Short.MAX_VALUE);
        }
    }

    @Test
    void aRowFarAboveAllOthersStaysAsItIsAndSpoilsNoColumn() {
        QuantizedMatrix matrix = QuantizedMatrix.of(new float[] {1, -3, 9, 100, 3, 2}, 2);

        assertThat(matrix.largeRows()).containsExactly(1);
        assertThat(matrix.largeValues()).isEqualTo(OnnxGraph.bytes(new float[] {9, 100}));
        assertThat(matrix.values().array()).containsExactly(42, -127, 0, 0, 127, 85);
    }

    @Test
    void aColumnOfZerosStaysZero() {
        QuantizedMatrix matrix = QuantizedMatrix.of(new float[] {0, 1, 0, -1}, 2);

        assertThat(matrix.values().array()).containsExactly(0, 127, 0, -127);
    }
}
