package dev.millrace.evaluation.report;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.evaluation.report.BarChart.Bar;
import dev.millrace.evaluation.run.Evaluation;
import dev.millrace.evaluation.run.ModeResult;
import java.util.List;
import java.util.Locale;

/** Tells how often each mode finds the document that a sentence was taken from. */
public final class KnownItemReport {

    private static final String HARDER = "the same with words dropped and shuffled";
    private static final String EASIER = "sentences as they stand";

    private final Evaluation verbatim;
    private final Evaluation paraphrased;

    public KnownItemReport(Evaluation verbatim, Evaluation paraphrased) {
        this.verbatim = verbatim;
        this.paraphrased = paraphrased;
    }

    /** For the terminal. */
    public String text() {
        StringBuilder text = new StringBuilder(String.format(
                "%-24s %25s   %25s%n%-24s %12s %12s   %12s %12s%n",
                "", "as they stand", "words dropped", "", "found in 10", "found first", "found in 10", "found first"));
        for (ModeResult easy : verbatim.results()) {
            paraphrased
                    .of(easy.mode())
                    .ifPresent(hard -> text.append(String.format(
                            Locale.ROOT,
                            "%-24s %12s %12s   %12s %12s%n",
                            easy.mode().title(),
                            percent(easy.mean().found10()),
                            percent(first(easy)),
                            percent(hard.mean().found10()),
                            percent(first(hard)))));
        }
        text.append(String.format("%nWords dropped and shuffled: "));
        text.append(String.join(" ", Verdict.of(paraphrased)));
        return text + System.lineSeparator();
    }

    /** For programs. */
    public String json() {
        ObjectNode root = new JsonMapper().createObjectNode();
        put(root.putObject("verbatim"), verbatim);
        put(root.putObject("paraphrased"), paraphrased);
        return root.toPrettyString() + "\n";
    }

    private static void put(ObjectNode node, Evaluation evaluation) {
        ObjectNode modes = node.putObject("modes");
        evaluation
                .results()
                .forEach(result -> modes.putObject(result.mode().written())
                        .put("found@1", first(result))
                        .put("found@10", result.mean().found10())
                        .put("mrr@10", result.mean().mrr10()));
    }

    /** For people: a page that needs nothing but itself. */
    public String html(List<String> facts) {
        String title = "How often search finds the document that a sentence is from";
        String head = "<h1>" + title + "</h1>\n<p class=\"soft\">" + Html.escaped(String.join(" ", facts)) + "</p>\n";
        String sentences = String.join(" ", Verdict.of(paraphrased));
        return Html.page(
                title,
                head
                        + Html.section("verdict", "<h2>What came out</h2>\n<p>" + Html.escaped(sentences) + "</p>\n")
                        + panels("Found among the first ten: " + EASIER, "As the first: " + EASIER, verbatim)
                        + panels("Found among the first ten: " + HARDER, "As the first: " + HARDER, paraphrased));
    }

    private static String panels(String ten, String one, Evaluation evaluation) {
        List<Bar> found = evaluation.results().stream()
                .map(result ->
                        new Bar(result.mode().title(), 100 * result.mean().found10(), HtmlReport.colour(result.mode())))
                .toList();
        List<Bar> first = evaluation.results().stream()
                .map(result -> new Bar(result.mode().title(), 100 * first(result), HtmlReport.colour(result.mode())))
                .toList();
        return Html.section(
                "",
                "<div class=\"panels\">\n<div><p><b>" + Html.escaped(ten) + "</b></p>\n"
                        + BarChart.of(ten, "%.1f %%", found)
                        + "</div>\n<div><p><b>" + Html.escaped(one) + "</b></p>\n" + BarChart.of(one, "%.1f %%", first)
                        + "</div>\n</div>\n");
    }

    private static double first(ModeResult result) {
        return result.perQuery().stream().filter(scores -> scores.mrr10() == 1).count()
                / (double) Math.max(1, result.perQuery().size());
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }
}
