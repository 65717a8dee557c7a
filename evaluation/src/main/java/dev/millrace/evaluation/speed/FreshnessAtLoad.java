package dev.millrace.evaluation.speed;

import java.util.ArrayList;
import java.util.List;

/**
 * How long dropped documents took until they were found, at one load.
 *
 * @param load share of the capacity, 0 for one document at a time
 * @param perSecond documents that were to arrive in a second, 0 for one at a time
 * @param dropped all documents
 * @param drops those of them that were searched for
 * @param seconds until they were found; one that never was counts with the time it was searched for
 * @param lost how many were never found
 */
public record FreshnessAtLoad(double load, double perSecond, int dropped, int drops, Quantiles seconds, int lost) {

    /**
     * Sums up.
     *
     * @param found seconds of those that were found, at least one of them or of the lost
     * @param patience seconds that the lost were searched for
     */
    public static FreshnessAtLoad of(
            double load, double perSecond, int dropped, List<Double> found, int lost, double patience) {
        List<Double> all = new ArrayList<>(found);
        for (int i = 0; i < lost; i++) {
            all.add(patience);
        }
        return new FreshnessAtLoad(load, perSecond, dropped, all.size(), Quantiles.of(all), lost);
    }

    String name() {
        return load == 0 ? "idle" : Math.round(100 * load) + " %";
    }
}
