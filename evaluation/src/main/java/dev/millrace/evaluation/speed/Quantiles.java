package dev.millrace.evaluation.speed;

import java.util.List;

/** What a time was in the middle, at all but a hundredth, and at worst: values that were seen, none between two. */
public record Quantiles(double p50, double p99, double max) {

    /** Of at least one value. */
    public static Quantiles of(List<Double> values) {
        return new Quantiles(Percentile.of(values, 50), Percentile.of(values, 99), Percentile.of(values, 100));
    }
}
