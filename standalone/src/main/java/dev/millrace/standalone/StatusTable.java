package dev.millrace.standalone;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;

/** The answer of {@code /status} as lines for people. */
final class StatusTable {

    private static final String ROW = "%-28s %10s %12s %10s %10s%n";

    private StatusTable() {}

    static String of(JsonNode status) {
        StringBuilder table = new StringBuilder();
        table.append(String.format(Locale.ROOT, ROW, "topic", "lag", "oldest", "p50", "p99"));
        for (JsonNode topic : status.path("topics")) {
            table.append(String.format(
                    Locale.ROOT,
                    ROW,
                    topic.path("topic").asText(),
                    count(topic.path("lag_records")),
                    seconds(topic.path("lag_seconds")),
                    seconds(topic.path("p50_seconds")),
                    seconds(topic.path("p99_seconds"))));
        }
        table.append(String.format(
                Locale.ROOT,
                "%n%s documents, %s chunks, %s dead letters%n",
                count(status.path("documents")),
                count(status.path("chunks")),
                count(status.path("dead_letters"))));
        return table.toString();
    }

    private static String count(JsonNode value) {
        return value.isNumber() ? Long.toString(value.asLong()) : "?";
    }

    private static String seconds(JsonNode value) {
        if (!value.isNumber()) {
            return "-";
        }
        double seconds = value.asDouble();
        return seconds < 1 ? Math.round(seconds * 1000) + " ms" : String.format(Locale.ROOT, "%.1f s", seconds);
    }
}
