package dev.millrace.evaluation.bakeoff;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.evaluation.metric.PairedComparison;
import dev.millrace.evaluation.report.BarChart;
import dev.millrace.evaluation.report.BarChart.Bar;
import dev.millrace.evaluation.report.Html;
import dev.millrace.evaluation.run.Evaluation;
import dev.millrace.evaluation.run.ModeResult;
import dev.millrace.evaluation.run.SearchMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** Tells which strategy of chunking finds most, and what each costs. Hybrid search on paraphrased questions decides. */
public final class BakeOffReport {

    private static final double MEBIBYTE = 1L << 20;
    private static final String[] COLOURS = {"#2563a8", "#c58a2b", "#2e9e63", "#6b4fb3", "#8a94a3"};

    private final List<StrategyResult> results;
    private final List<String> facts;

    /** @param facts sentences about documents and questions */
    public BakeOffReport(List<StrategyResult> results, List<String> facts) {
        this.results = List.copyOf(results);
        this.facts = List.copyOf(facts);
    }

    /** Which is best, and whether the second is worse by more than chance. */
    public String verdict() {
        List<StrategyResult> ranked = results.stream()
                .sorted(Comparator.comparingDouble(BakeOffReport::quality).reversed())
                .toList();
        StrategyResult best = ranked.getFirst();
        if (ranked.size() == 1) {
            return "Only " + best.strategy() + " was measured: name others to compare it with.";
        }
        StrategyResult second = ranked.get(1);
        PairedComparison comparison = hybrid(best.paraphrased()).comparedTo(hybrid(second.paraphrased()));
        String numbers = String.format(
                Locale.ROOT, "%.3f against %.3f, p = %.4f", quality(best), quality(second), comparison.pValue());
        return comparison.isSignificant()
                ? best.strategy() + " chunking finds most: nDCG@10 of hybrid search " + numbers + " to "
                        + second.strategy() + "."
                : "No clear winner: " + best.strategy() + " is ahead of " + second.strategy() + " (nDCG@10 of hybrid"
                        + " search " + numbers + "), which may be chance; choose by cost.";
    }

    /** For the terminal. */
    public String text() {
        StringBuilder text = new StringBuilder(String.format(
                "%-12s %9s %9s %9s   %26s   %s%n",
                "", "passages", "indexing", "index", "found in 10, paraphrased", "nDCG@10, paraphrased"));
        text.append(String.format(
                "%-12s %9s %9s %9s   %8s %8s %8s   %8s %8s %8s%n",
                "", "", "", "", "keyword", "meaning", "hybrid", "keyword", "meaning", "hybrid"));
        for (StrategyResult result : results) {
            text.append(String.format(
                    Locale.ROOT,
                    "%-12s %9d %7d s %6.1f MB   %8.3f %8.3f %8.3f   %8.3f %8.3f %8.3f%n",
                    result.strategy(),
                    result.passages(),
                    result.indexing().toSeconds(),
                    result.indexBytes() / MEBIBYTE,
                    found(result.paraphrased(), SearchMode.LEXICAL),
                    found(result.paraphrased(), SearchMode.SEMANTIC),
                    found(result.paraphrased(), SearchMode.HYBRID),
                    ndcg(result.paraphrased(), SearchMode.LEXICAL),
                    ndcg(result.paraphrased(), SearchMode.SEMANTIC),
                    ndcg(result.paraphrased(), SearchMode.HYBRID)));
        }
        return text + String.format("%n%s%n", verdict());
    }

    /** For programs. */
    public String json() {
        ObjectNode root = new JsonMapper().createObjectNode();
        ObjectNode strategies = root.putObject("chunkers");
        for (StrategyResult result : results) {
            ObjectNode strategy = strategies
                    .putObject(result.strategy())
                    .put("passages", result.passages())
                    .put("indexing_seconds", result.indexing().toMillis() / 1000.0)
                    .put("index_bytes", result.indexBytes());
            put(strategy.putObject("verbatim"), result.verbatim());
            put(strategy.putObject("paraphrased"), result.paraphrased());
        }
        return root.toPrettyString() + "\n";
    }

    private static void put(ObjectNode node, Evaluation evaluation) {
        evaluation
                .results()
                .forEach(result -> node.putObject(result.mode().written())
                        .put("ndcg@10", result.mean().ndcg10())
                        .put("mrr@10", result.mean().mrr10())
                        .put("found@10", result.mean().found10()));
    }

    /** For people: a page that needs nothing but itself. */
    public String html() {
        String title = "Which chunking finds most";
        String head = "<h1>" + title + "</h1>\n<p class=\"soft\">" + Html.escaped(String.join(" ", facts)) + "</p>\n"
                + Html.section("verdict", "<h2>What came out</h2>\n<p>" + Html.escaped(verdict()) + "</p>\n");
        String quality = Html.section(
                "",
                "<h2>How often the source is found</h2>\n<p class=\"soft\">Each question is a sentence of a document; the"
                        + " share of questions whose document is among the first ten answers of hybrid search. Longer is"
                        + " better, 1 is always.</p>\n<div class=\"panels\">\n"
                        + panel(
                                "Sentences as they stand",
                                "%.3f",
                                result -> found(result.verbatim(), SearchMode.HYBRID))
                        + panel(
                                "Words dropped and shuffled",
                                "%.3f",
                                result -> found(result.paraphrased(), SearchMode.HYBRID))
                        + panel("How high it stands (nDCG@10), words dropped", "%.3f", BakeOffReport::quality)
                        + "</div>\n");
        String cost = Html.section(
                "",
                "<h2>What it costs</h2>\n<p class=\"soft\">Shorter is better.</p>\n<div class=\"panels\">\n"
                        + panel("Passages", "%.0f", StrategyResult::passages)
                        + panel(
                                "Seconds to index",
                                "%.0f",
                                result -> result.indexing().toMillis() / 1000.0)
                        + panel("Index on the disk, MB", "%.1f", result -> result.indexBytes() / MEBIBYTE)
                        + "</div>\n");
        return Html.page(title, head + quality + cost + table());
    }

    private String panel(String title, String format, ToDoubleFunction<StrategyResult> value) {
        List<Bar> bars = new ArrayList<>();
        for (StrategyResult result : results) {
            bars.add(new Bar(result.strategy(), value.applyAsDouble(result), COLOURS[bars.size() % COLOURS.length]));
        }
        return "<div><p><b>" + Html.escaped(title) + "</b></p>\n" + BarChart.of(title, format, bars) + "</div>\n";
    }

    private String table() {
        String rows = results.stream()
                .flatMap(result -> List.of(SearchMode.LEXICAL, SearchMode.SEMANTIC, SearchMode.HYBRID).stream()
                        .map(mode -> "<tr><td>" + Html.escaped(result.strategy() + ", " + mode.title()) + "</td><td>"
                                + Html.number(found(result.verbatim(), mode)) + "</td><td>"
                                + Html.number(found(result.paraphrased(), mode)) + "</td><td>"
                                + Html.number(ndcg(result.verbatim(), mode)) + "</td><td>"
                                + Html.number(ndcg(result.paraphrased(), mode)) + "</td></tr>\n"))
                .collect(Collectors.joining());
        return Html.section(
                "",
                "<h2>All figures</h2>\n<div class=\"scroll\"><table class=\"figures\">\n<tr><th></th><th>found in 10, as it"
                        + " stands</th><th>found in 10, words dropped</th><th>nDCG@10, as it stands</th><th>nDCG@10, words"
                        + " dropped</th></tr>\n" + rows + "</table></div>\n");
    }

    private static double quality(StrategyResult result) {
        return ndcg(result.paraphrased(), SearchMode.HYBRID);
    }

    private static ModeResult hybrid(Evaluation evaluation) {
        return evaluation.of(SearchMode.HYBRID).orElseThrow();
    }

    private static double found(Evaluation evaluation, SearchMode mode) {
        return evaluation.of(mode).map(result -> result.mean().found10()).orElse(0.0);
    }

    private static double ndcg(Evaluation evaluation, SearchMode mode) {
        return evaluation.of(mode).map(result -> result.mean().ndcg10()).orElse(0.0);
    }
}
