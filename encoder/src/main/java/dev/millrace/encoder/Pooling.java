package dev.millrace.encoder;

import java.nio.FloatBuffer;

/** From the model's vectors of tokens to the one of their text. */
final class Pooling {
    private Pooling() {}

    /**
     * Returns the mean of {@code tokens} vectors that begin at {@code offset}, brought to length 1. Sums are taken in
     * double precision. A vector that is no number stays none.
     */
    static float[] meanOfUnitLength(FloatBuffer hidden, int offset, int tokens, int dimension) {
        double[] sum = new double[dimension];
        for (int token = 0; token < tokens; token++) {
            int at = offset + token * dimension;
            for (int i = 0; i < dimension; i++) {
                sum[i] += hidden.get(at + i);
            }
        }
        double squares = 0;
        for (double component : sum) {
            squares += component * component;
        }
        double length = Math.sqrt(squares);
        float[] vector = new float[dimension];
        for (int i = 0; i < dimension; i++) {
            vector[i] = (float) (sum[i] / length);
        }
        return vector;
    }

    static boolean isFinite(float[] vector) {
        for (float component : vector) {
            if (!Float.isFinite(component)) {
                return false;
            }
        }
        return true;
    }
}
