package dev.millrace.evaluation.report;

import dev.millrace.evaluation.metric.PairedComparison;
import dev.millrace.evaluation.metric.Scores;
import dev.millrace.evaluation.report.BarChart.Bar;
import dev.millrace.evaluation.run.Evaluation;
import dev.millrace.evaluation.run.ModeResult;
import dev.millrace.evaluation.run.SearchMode;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A page that a person understands at once: the verdict, the figures as bars, and question by question. */
public final class HtmlReport {

    private static final int EXAMPLES = 8;

    private final Evaluation evaluation;

    private HtmlReport(Evaluation evaluation) {
        this.evaluation = evaluation;
    }

    /**
     * Writes the page.
     *
     * @param title what was evaluated
     * @param facts sentences about the collection and how it was indexed
     */
    public static String of(String title, List<String> facts, Evaluation evaluation) {
        HtmlReport report = new HtmlReport(evaluation);
        String head = "<h1>" + Html.escaped(title) + "</h1>\n<p class=\"soft\">" + Html.escaped(String.join(" ", facts))
                + "</p>\n";
        return Html.page(
                title, head + report.verdict() + report.figures() + report.byQuestion() + report.table() + HELP);
    }

    private String verdict() {
        String sentences = Verdict.of(evaluation).stream()
                .map(sentence -> "<p>" + Html.escaped(sentence) + "</p>\n")
                .collect(Collectors.joining());
        return Html.section("verdict", "<h2>What came out</h2>\n" + sentences);
    }

    private String figures() {
        return Html.section(
                "",
                "<h2>How good the answers are</h2>\n<p class=\"soft\">Longer is better; 1 would be perfect.</p>\n"
                        + "<div class=\"panels\">\n"
                        + panel("First page (nDCG@10)", Scores::ndcg10)
                        + panel("Found at all in the first 100 (Recall@100)", Scores::recall100)
                        + panel("How high the first good one stands (MRR@10)", Scores::mrr10)
                        + "</div>\n");
    }

    private String panel(String title, ToDoubleFunction<Scores> measure) {
        List<Bar> bars = evaluation.results().stream()
                .map(result ->
                        new Bar(result.mode().title(), measure.applyAsDouble(result.mean()), colour(result.mode())))
                .toList();
        return "<div><p><b>" + Html.escaped(title) + "</b></p>\n" + BarChart.of(title, "%.3f", bars) + "</div>\n";
    }

    static String colour(SearchMode mode) {
        return switch (mode) {
            case LEXICAL -> "#8a94a3";
            case SEMANTIC -> "#c58a2b";
            case HYBRID -> "#2563a8";
            case HYBRID_RRF, HYBRID_MIN_MAX, HYBRID_BOUNDED_MIN_MAX -> "#8fb4dd";
            case RERANKED -> "#6b4fb3";
        };
    }

    private String byQuestion() {
        Optional<ModeResult> lexical = evaluation.of(SearchMode.LEXICAL);
        Optional<ModeResult> hybrid = evaluation.of(SearchMode.HYBRID);
        if (lexical.isEmpty() || hybrid.isEmpty()) {
            return "";
        }
        List<Double> differences = differences(hybrid.get(), lexical.get());
        PairedComparison comparison = hybrid.get().comparedTo(lexical.get());
        String chart = DifferenceChart.of(
                "hybrid better: " + comparison.wins() + " questions",
                "keyword better: " + comparison.losses() + " questions",
                differences);
        return Html.section(
                "",
                "<h2>Question by question</h2>\n<p class=\"soft\">One bar a question, by how much hybrid search answers it"
                        + " better (up) or worse (down) than keyword search, in nDCG@10; " + comparison.ties()
                        + " are the same; " + Html.escaped(Verdict.significance(comparison)) + ".</p>\n" + chart
                        + examples(differences, lexical.get(), hybrid.get()));
    }

    private static List<Double> differences(ModeResult first, ModeResult second) {
        return IntStream.range(0, first.perQuery().size())
                .mapToObj(i -> first.perQuery().get(i).ndcg10()
                        - second.perQuery().get(i).ndcg10())
                .toList();
    }

    private String examples(List<Double> differences, ModeResult lexical, ModeResult hybrid) {
        List<Integer> order = IntStream.range(0, differences.size())
                .boxed()
                .filter(i -> differences.get(i) != 0)
                .sorted(Comparator.comparingDouble((Integer i) -> Math.abs(differences.get(i)))
                        .reversed())
                .limit(EXAMPLES)
                .toList();
        String rows = order.stream()
                .map(i -> "<tr><td>"
                        + Html.escaped(shortened(evaluation.queries().get(i).text())) + "</td><td>"
                        + Html.number(lexical.perQuery().get(i).ndcg10()) + "</td><td>"
                        + Html.number(hybrid.perQuery().get(i).ndcg10()) + "</td><td class=\""
                        + (differences.get(i) > 0 ? "up" : "down") + "\">" + Html.signed(differences.get(i))
                        + "</td></tr>\n")
                .collect(Collectors.joining());
        return rows.isEmpty()
                ? ""
                : "<p><b>Where they differ most</b></p>\n<div class=\"scroll\"><table>\n<tr><th>Question</th><th>keyword"
                        + "</th><th>hybrid</th><th>difference</th></tr>\n" + rows + "</table></div>\n";
    }

    private static String shortened(String text) {
        return text.length() <= 160 ? text : text.substring(0, 160) + " …";
    }

    private String table() {
        double best = evaluation.results().stream()
                .mapToDouble(result -> result.mean().ndcg10())
                .max()
                .orElse(0);
        String rows = evaluation.results().stream()
                .map(result -> row(result, result.mean().ndcg10() == best))
                .collect(Collectors.joining());
        return Html.section(
                "",
                "<h2>All figures</h2>\n<div class=\"scroll\"><table class=\"figures\">\n<tr><th>Search</th><th>nDCG@10</th><th>Recall@100</th>"
                        + "<th>MRR@10</th><th>won : lost against keyword</th><th>p</th><th>median time</th></tr>\n"
                        + rows
                        + "</table></div>\n");
    }

    private String row(ModeResult result, boolean best) {
        Scores mean = result.mean();
        String against = evaluation
                .of(SearchMode.LEXICAL)
                .filter(lexical -> lexical.mode() != result.mode())
                .map(result::comparedTo)
                .map(comparison -> "<td>" + comparison.wins() + " : " + comparison.losses() + "</td><td>"
                        + (comparison.pValue() < 0.001 ? "&lt; 0.001" : Html.number(comparison.pValue())) + "</td>")
                .orElse("<td></td><td></td>");
        return "<tr" + (best ? " class=\"best\"" : "") + "><td>"
                + Html.escaped(result.mode().title()) + "</td><td>" + Html.number(mean.ndcg10()) + "</td><td>"
                + Html.number(mean.recall100()) + "</td><td>" + Html.number(mean.mrr10()) + "</td>" + against + "<td>"
                + result.medianTime().toMillis() + " ms</td></tr>\n";
    }

    private static final String HELP = Html.section("", """
            <h2>How to read this</h2>
            <dl>
            <dt>nDCG@10</dt><dd>Whether the first ten answers are the right ones, and the best of them on top: the figure to
            compare by.</dd>
            <dt>Recall@100</dt><dd>The share of all right answers that are among the first hundred.</dd>
            <dt>MRR@10</dt><dd>1 when the first answer is right, 1/2 when the second is the first right one, and so on.</dd>
            <dt>p</dt><dd>How often chance alone would make a difference as large, were both equally good (paired
            randomisation test over the questions). Below 0.05 it is called significant.</dd>
            </dl>
            """);
}
