package dev.millrace.encoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtSession;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ByteMultiplicationTest {
    private static final int ROWS = 384;
    private static final int COLUMNS = 16;

    /** The largest input there is meets weights that are as large as may be: in 16 bits, on a processor without VNNI. */
    @Test
    void noSumIsCutOff() throws Exception {
        float[] matrix = new float[ROWS * COLUMNS];
        for (int row = 0; row < ROWS; row++) {
            for (int column = 0; column < COLUMNS; column++) {
                matrix[row * COLUMNS + column] = weight(row, column);
            }
        }
        float[] ones = new float[ROWS];
        Arrays.fill(ones, 1);

        float[] sums = multiply(ones, matrix);

        for (int column = 0; column < COLUMNS; column++) {
            float sum = 0;
            for (int row = 0; row < ROWS; row++) {
                sum += weight(row, column);
            }
            assertThat(sums[column]).as("column %s", column).isCloseTo(sum, within(ROWS / 100f));
        }
    }

    /** Neighbours alike; alone beside none, the one or the other; and the same below zero. */
    private static float weight(int row, int column) {
        float sign = column < COLUMNS / 2 ? 1 : -1;
        return switch (column % 4) {
            case 0 -> sign;
            case 1 -> row % 2 == 0 ? sign : 0;
            case 2 -> row % 4 == 1 || row % 4 == 2 ? sign : 0;
            default -> row % 2 == 0 ? 0.7f * sign : 0.3f * sign;
        };
    }

    private static float[] multiply(float[] left, float[] matrix) throws Exception {
        OnnxGraph graph = new OnnxGraph()
                .input("left", OnnxGraph.FLOAT, 1, 1, ROWS)
                .output("product", OnnxGraph.FLOAT, 1, 1, COLUMNS);
        new ByteMultiplication(graph).multiply("left", "matrix", matrix, COLUMNS, "product");
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (Arena arena = Arena.ofShared()) {
            ByteBuffer model = graph.write("multiplication", arena);
            try (OrtSession.SessionOptions options = ModelOpening.options(1);
                    OrtSession session = ModelOpening.opened(() -> environment.createSession(model, options));
                    OnnxTensor tensor =
                            OnnxTensor.createTensor(environment, FloatBuffer.wrap(left), new long[] {1, 1, ROWS});
                    OrtSession.Result result = session.run(Map.of("left", tensor))) {
                float[] product = new float[COLUMNS];
                ((OnnxTensor) result.get(0)).getFloatBuffer().get(product);
                return product;
            }
        }
    }
}
