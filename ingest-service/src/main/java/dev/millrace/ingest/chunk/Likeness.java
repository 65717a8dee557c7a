package dev.millrace.ingest.chunk;

import dev.millrace.encoder.Encoder;
import java.util.Arrays;
import java.util.List;

/**
 * How alike the sentences before and after a place are. A few on both sides are taken together: single ones, such as
 * {@code "It did."}, say little.
 */
final class Likeness {

    private static final int SENTENCES_PER_SIDE = 3;
    private static final int EMBEDDED_AT_ONCE = 256;

    private final Encoder encoder;

    Likeness(Encoder encoder) {
        this.encoder = encoder;
    }

    /** For each sentence the cosine between the sentences that end before it and those from it on; 1 for the first. */
    double[] beforeEach(List<String> sentences) {
        float[][] vectors = embed(sentences);
        double[] likeness = new double[vectors.length];
        Arrays.setAll(
                likeness,
                i -> i == 0
                        ? 1
                        : cosine(
                                sum(vectors, Math.max(0, i - SENTENCES_PER_SIDE), i),
                                sum(vectors, i, Math.min(vectors.length, i + SENTENCES_PER_SIDE))));
        return likeness;
    }

    private float[][] embed(List<String> sentences) {
        float[][] vectors = new float[sentences.size()][];
        for (int from = 0; from < vectors.length; from += EMBEDDED_AT_ONCE) {
            List<String> slice = sentences.subList(from, Math.min(vectors.length, from + EMBEDDED_AT_ONCE));
            List<float[]> embedded = encoder.embed(slice);
            for (int i = 0; i < slice.size(); i++) {
                vectors[from + i] = embedded.get(i);
            }
        }
        return vectors;
    }

    private static double[] sum(float[][] vectors, int from, int to) {
        double[] sum = new double[vectors[from].length];
        for (int i = from; i < to; i++) {
            for (int component = 0; component < sum.length; component++) {
                sum[component] += vectors[i][component];
            }
        }
        return sum;
    }

    private static double cosine(double[] left, double[] right) {
        double product = 0;
        double leftSquares = 0;
        double rightSquares = 0;
        for (int i = 0; i < left.length; i++) {
            product += left[i] * right[i];
            leftSquares += left[i] * left[i];
            rightSquares += right[i] * right[i];
        }
        return product / Math.sqrt(leftSquares * rightSquares);
    }
}
