package dev.millrace.encoder;

import dev.millrace.encoder.BatchPlanner.Batch;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;

/** From the model's vectors of tokens to the one of their text. */
final class Pooling {
    private Pooling() {}

    /**
     * Puts the vector of each text of a batch to its place in {@code vectors}.
     *
     * @param hidden the model's answer: for each text and token a vector, those of the padding included
     * @throws EncoderException naming the text whose vector is of another size or holds what is no number
     */
    static void pool(FloatBuffer hidden, long[] shape, int[][] sequences, Batch batch, float[][] vectors) {
        List<Integer> texts = batch.texts();
        int dimension = MiniLmModel.DIMENSION;
        if (!Arrays.equals(shape, new long[] {texts.size(), batch.width(), dimension})) {
            throw new EncoderException(
                    "The model answered the batch of text " + texts.getFirst() + " in the shape "
                            + Arrays.toString(shape) + ", where its dimension should be " + dimension + ".",
                    texts.getFirst());
        }
        for (int row = 0; row < texts.size(); row++) {
            int text = texts.get(row);
            int offset = row * batch.width() * dimension;
            float[] vector = meanOfUnitLength(hidden, offset, sequences[text].length, dimension);
            if (!isFinite(vector)) {
                throw new EncoderException("The model's vector of text " + text + " is not a number.", text);
            }
            vectors[text] = vector;
        }
    }

    /**
     * Returns the mean of {@code tokens} vectors that begin at {@code offset}, brought to length 1. Sums are taken in
     * double precision. A vector that is no number stays none.
     */
    private static float[] meanOfUnitLength(FloatBuffer hidden, int offset, int tokens, int dimension) {
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

    private static boolean isFinite(float[] vector) {
        for (float component : vector) {
            if (!Float.isFinite(component)) {
                return false;
            }
        }
        return true;
    }
}
