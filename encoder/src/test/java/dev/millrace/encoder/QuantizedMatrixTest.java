package dev.millrace.encoder;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class QuantizedMatrixTest {

    @Test
    void eachColumnHasItsScale() {
        QuantizedMatrix matrix = QuantizedMatrix.of(new float[] {1, 10, -3, 30, 2, -30}, 2);

        assertThat(matrix.values().array()).containsExactly(21, 21, -63, 63, 42, -63);
        assertThat(matrix.scales().asFloatBuffer().get(0)).isEqualTo(3f / 63);
        assertThat(matrix.scales().asFloatBuffer().get(1)).isEqualTo(30f / 63);
        assertThat(matrix.largeRows()).isEmpty();
    }

    @Test
    void aRowFarAboveAllOthersStaysAsItIsAndSpoilsNoColumn() {
        QuantizedMatrix matrix = QuantizedMatrix.of(new float[] {1, -3, 9, 100, 3, 2}, 2);

        assertThat(matrix.largeRows()).containsExactly(1);
        assertThat(matrix.largeValues()).isEqualTo(OnnxGraph.bytes(new float[] {9, 100}));
        assertThat(matrix.values().array()).containsExactly(21, -63, 0, 0, 63, 42);
    }

    @Test
    void aColumnOfZerosStaysZero() {
        QuantizedMatrix matrix = QuantizedMatrix.of(new float[] {0, 1, 0, 1}, 2);

        assertThat(matrix.values().array()).containsExactly(0, 63, 0, 63);
    }
}
