package dev.millrace.evaluation.speed;

import java.util.List;

/** By nearest rank: a value that was seen, never one between two. */
public final class Percentile {

    private Percentile() {}

    /**
     * The least value that so many per cent of all do not exceed.
     *
     * @param values at least one
     * @param percent above 0, to 100
     */
    public static double of(List<Double> values, double percent) {
        int rank = (int) Math.ceil(percent / 100 * values.size());
        return values.stream().sorted().toList().get(Math.max(rank, 1) - 1);
    }
}
