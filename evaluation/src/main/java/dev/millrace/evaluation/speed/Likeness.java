package dev.millrace.evaluation.speed;

import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * How near vectors are to those of a reference, for the same texts.
 *
 * @param mean of the cosines
 */
record Likeness(double mean, double least) {

    /** All vectors have length 1. */
    static Likeness of(List<float[]> vectors, List<float[]> reference) {
        double[] cosines = IntStream.range(0, vectors.size())
                .mapToDouble(i -> dot(reference.get(i), vectors.get(i)))
                .toArray();
        return new Likeness(
                DoubleStream.of(cosines).average().orElseThrow(),
                DoubleStream.of(cosines).min().orElseThrow());
    }

    private static double dot(float[] left, float[] right) {
        double sum = 0;
        for (int i = 0; i < left.length; i++) {
            sum += (double) left[i] * right[i];
        }
        return sum;
    }
}
