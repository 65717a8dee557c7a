package dev.millrace.evaluation.metric;

import java.util.List;
import java.util.SplittableRandom;

/**
 * Two systems on the same questions.
 *
 * @param meanDifference of the first to the second
 * @param wins questions that the first answered better
 * @param losses questions that the second answered better
 * @param ties questions that both answered the same
 * @param pValue how often chance alone would part their means at least as far; small means that it was not chance
 */
public record PairedComparison(double meanDifference, int wins, int losses, int ties, double pValue) {

    /** Below this chance, a difference is called significant. */
    public static final double SIGNIFICANT = 0.05;

    private static final int PERMUTATIONS = 20_000;
    /** The same data gets the same answer. */
    private static final long SEED = 20_261_123L;
    /** Differences as small as this come from rounding. */
    private static final double SAME = 1e-9;

    /**
     * Compares measures of the same questions in the same order, by Fisher's randomisation test (two-sided): were the
     * systems equally good, each difference could as well have had the other sign.
     */
    public static PairedComparison of(List<Double> first, List<Double> second) {
        if (first.size() != second.size()) {
            throw new IllegalArgumentException("not the same questions: " + first.size() + " and " + second.size());
        }
        double[] differences = new double[first.size()];
        int wins = 0;
        int losses = 0;
        for (int i = 0; i < differences.length; i++) {
            differences[i] = first.get(i) - second.get(i);
            wins += differences[i] > SAME ? 1 : 0;
            losses += differences[i] < -SAME ? 1 : 0;
        }
        double mean = differences.length == 0 ? 0 : sum(differences) / differences.length;
        return new PairedComparison(mean, wins, losses, differences.length - wins - losses, pValue(differences));
    }

    public boolean isSignificant() {
        return pValue < SIGNIFICANT;
    }

    /** The same seen from the other system. */
    public PairedComparison reversed() {
        return new PairedComparison(-meanDifference, losses, wins, ties, pValue);
    }

    private static double pValue(double[] differences) {
        double observed = Math.abs(sum(differences)) - SAME;
        SplittableRandom random = new SplittableRandom(SEED);
        int asFar = 0;
        for (int i = 0; i < PERMUTATIONS; i++) {
            if (Math.abs(sumOfRandomSigns(differences, random)) >= observed) {
                asFar++;
            }
        }
        return (asFar + 1.0) / (PERMUTATIONS + 1.0);
    }

    private static double sumOfRandomSigns(double[] differences, SplittableRandom random) {
        double sum = 0;
        long bits = 0;
        for (int i = 0; i < differences.length; i++) {
            bits = i % Long.SIZE == 0 ? random.nextLong() : bits >>> 1;
            sum += (bits & 1) == 0 ? differences[i] : -differences[i];
        }
        return sum;
    }

    private static double sum(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum;
    }
}
