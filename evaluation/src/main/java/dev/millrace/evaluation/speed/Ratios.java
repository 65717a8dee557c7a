package dev.millrace.evaluation.speed;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Map;

/** Ratios by name, each taken round by round, as every report of them gives them. */
record Ratios(Map<String, Spread> byName) {

    /** A table, the names in a column of so many characters. */
    String text(int width) {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT, "%n%-" + width + "s %8s %8s %8s%n", "ratio, round by round", "median", "least", "most"));
        byName.forEach((name, ratio) -> text.append(String.format(
                Locale.ROOT, "%-" + width + "s %8.2f %8.2f %8.2f%n", name, ratio.median(), ratio.min(), ratio.max())));
        return text.toString();
    }

    /** Medians as plain numbers, and the spreads beside them. */
    void put(ObjectNode report) {
        ObjectNode medians = report.putObject("ratios");
        ObjectNode spreads = report.putObject("ratio_spreads");
        byName.forEach((name, ratio) -> {
            medians.put(name, ratio.median());
            ratio.put(spreads, name);
        });
    }
}
