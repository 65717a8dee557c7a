package dev.millrace.evaluation.speed;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;

/** What a figure was over the rounds. */
public record Spread(double median, double min, double max) {

    /** Of at least one value. */
    static Spread of(List<Double> values) {
        double[] sorted =
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        int middle = sorted.length / 2;
        double median = sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new Spread(median, sorted[0], Arrays.stream(sorted).max().orElseThrow());
    }

    void put(ObjectNode report, String name) {
        report.putObject(name).put("median", median).put("min", min).put("max", max);
    }
}
