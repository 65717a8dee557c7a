package dev.millrace.evaluation.speed;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.evaluation.report.Html;
import java.util.List;
import java.util.Locale;

/**
 * How long it takes from a drop until a search finds it, at several loads.
 *
 * @param capacity documents a second of a burst
 * @param facts sentences on how it was measured
 */
public record FreshnessReport(double capacity, List<String> facts, List<FreshnessAtLoad> loads) {
    private static final String TITLE = "From a drop until a search finds it";

    public FreshnessReport {
        facts = List.copyOf(facts);
        loads = List.copyOf(loads);
    }

    /** For the terminal. */
    public String text() {
        StringBuilder text = new StringBuilder(String.format(
                "%-6s %12s %9s %9s %9s %9s %9s %6s%n",
                "load", "documents/s", "dropped", "searched", "p50 s", "p99 s", "max s", "lost"));
        for (FreshnessAtLoad at : loads) {
            text.append(String.format(
                    Locale.ROOT,
                    "%-6s %12.1f %9d %9d %9.3f %9.3f %9.3f %6d%n",
                    at.name(),
                    at.perSecond(),
                    at.dropped(),
                    at.drops(),
                    at.seconds().p50(),
                    at.seconds().p99(),
                    at.seconds().max(),
                    at.lost()));
        }
        return text.append(String.format(
                        Locale.ROOT,
                        "%nCapacity: %.1f documents/s, of a burst through the whole pipeline.%n",
                        capacity))
                .toString();
    }

    /** For programs. */
    public String json() {
        ObjectNode root = new JsonMapper().createObjectNode().put("capacity_documents_per_second", capacity);
        ArrayNode all = root.putArray("loads");
        for (FreshnessAtLoad at : loads) {
            all.addObject()
                    .put("load", at.load())
                    .put("documents_per_second", at.perSecond())
                    .put("dropped", at.dropped())
                    .put("drops", at.drops())
                    .put("p50_seconds", at.seconds().p50())
                    .put("p99_seconds", at.seconds().p99())
                    .put("max_seconds", at.seconds().max())
                    .put("lost", at.lost());
        }
        ArrayNode how = root.putArray("how");
        facts.forEach(how::add);
        return root.toPrettyString() + "\n";
    }

    /** For people: a page that needs nothing but itself. */
    public String html() {
        FreshnessAtLoad first = loads.getFirst();
        String verdict = String.format(
                Locale.ROOT,
                "Idle, half of the drops are found within %.2f s, and all but a hundredth within %.2f s.",
                first.seconds().p50(),
                first.seconds().p99());
        return Html.page(
                TITLE,
                "<h1>" + TITLE + "</h1>\n<p class=\"soft\">" + Html.escaped(String.join(" ", facts)) + "</p>\n"
                        + Html.section(
                                "verdict",
                                String.format(
                                        Locale.ROOT,
                                        "<h2>What came out</h2>%n<p>%s</p>%n<p class=\"soft\">The capacity, of a"
                                                + " burst through the whole pipeline, is %.1f documents a second.</p>%n",
                                        verdict,
                                        capacity))
                        + Html.section("", "<h2>Seconds until found, by load</h2>\n" + QuantilePlot.of(loads))
                        + Html.section("scroll", table()));
    }

    private String table() {
        StringBuilder rows = new StringBuilder(
                "<table class=\"figures\">\n<tr><th>load</th><th>documents/s</th>"
                        + "<th>dropped</th><th>searched for</th><th>p50 s</th><th>p99 s</th><th>max s</th><th>lost</th></tr>\n");
        for (FreshnessAtLoad at : loads) {
            rows.append(String.format(
                    Locale.ROOT,
                    "<tr><td>%s</td><td>%.1f</td><td>%d</td><td>%d</td><td>%.3f</td><td>%.3f</td><td>%.3f</td>"
                            + "<td>%d</td></tr>%n",
                    at.name(),
                    at.perSecond(),
                    at.dropped(),
                    at.drops(),
                    at.seconds().p50(),
                    at.seconds().p99(),
                    at.seconds().max(),
                    at.lost()));
        }
        return rows.append("</table>\n").toString();
    }
}
