package dev.millrace.evaluation.tune;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.evaluation.beir.BeirQuery;
import dev.millrace.evaluation.metric.PairedComparison;
import dev.millrace.evaluation.report.BarChart;
import dev.millrace.evaluation.report.BarChart.Bar;
import dev.millrace.evaluation.report.Html;
import dev.millrace.evaluation.run.Evaluator;
import dev.millrace.evaluation.run.ModeResult;
import dev.millrace.evaluation.run.SearchMode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.DoubleFunction;

/**
 * The weights that did best on one half of the questions, and what they reach on the other half, which nobody looked at to
 * find them.
 *
 * @param lexicalWeight the one found; the semantic arm has the rest
 * @param developmentQuestions on which it was found
 * @param tuned nDCG@10 of it on the other half
 * @param usual nDCG@10 of equal weights on the other half
 * @param comparison of the two, there
 */
public record Tuning(
        double lexicalWeight, int developmentQuestions, double tuned, double usual, PairedComparison comparison) {

    /** The same questions are always parted the same way. */
    private static final long SEED = 7;

    private static final double EQUAL = 0.5;
    private static final int STEPS = 20;
    private static final int FEWEST = 20;

    /**
     * Parts the questions and tries every weight from 0 to 1.
     *
     * @param asking asks with a lexical weight
     * @throws IllegalArgumentException for questions that are too few to be parted
     */
    public static Tuning of(List<BeirQuery> queries, DoubleFunction<Evaluator> asking) throws InterruptedException {
        if (queries.size() < FEWEST) {
            throw new IllegalArgumentException(
                    "Tuning needs at least " + FEWEST + " questions, and there are " + queries.size());
        }
        List<BeirQuery> shuffled = new ArrayList<>(queries);
        Collections.shuffle(shuffled, new Random(SEED));
        List<BeirQuery> development = shuffled.subList(0, shuffled.size() / 2);
        List<BeirQuery> test = shuffled.subList(shuffled.size() / 2, shuffled.size());
        double best = best(development, asking);
        ModeResult tuned = asked(test, asking.apply(best));
        ModeResult usual = asked(test, asking.apply(EQUAL));
        return new Tuning(
                best, development.size(), tuned.mean().ndcg10(), usual.mean().ndcg10(), tuned.comparedTo(usual));
    }

    /** Equal weights where no others do better. */
    private static double best(List<BeirQuery> queries, DoubleFunction<Evaluator> asking) throws InterruptedException {
        double best = EQUAL;
        double reached = asked(queries, asking.apply(EQUAL)).mean().ndcg10();
        for (int step = 0; step <= STEPS; step++) {
            double weight = (double) step / STEPS;
            double ndcg = asked(queries, asking.apply(weight)).mean().ndcg10();
            if (ndcg > reached) {
                best = weight;
                reached = ndcg;
            }
        }
        return best;
    }

    private static ModeResult asked(List<BeirQuery> queries, Evaluator evaluator) throws InterruptedException {
        return evaluator.evaluate(queries, List.of(SearchMode.HYBRID)).results().getFirst();
    }

    /** What to do about it. */
    public String verdict() {
        String figures = String.format(
                Locale.ROOT,
                "The best weights on %d questions are lexical %.2f and semantic %.2f; on the others, which they were not"
                        + " chosen by, they reach nDCG@10 %.4f against %.4f of equal weights (p = %.4f). ",
                developmentQuestions,
                lexicalWeight,
                1 - lexicalWeight,
                tuned,
                usual,
                comparison.pValue());
        return figures
                + (comparison.isSignificant() && comparison.meanDifference() > 0
                        ? "They are worth setting: millrace.search.weights."
                        : "That is no reliable gain: leave the weights as they are.");
    }

    /** For programs. */
    public String json() {
        ObjectNode root = new JsonMapper().createObjectNode();
        root.putObject("weights").put("lexical", lexicalWeight).put("semantic", 1 - lexicalWeight);
        root.put("development_questions", developmentQuestions);
        root.putObject("test")
                .put("ndcg@10", tuned)
                .put("ndcg@10_equal_weights", usual)
                .put("p", comparison.pValue());
        return root.toPrettyString() + "\n";
    }

    /** For people: a page that needs nothing but itself. */
    public String html(String title, List<String> facts) {
        List<Bar> bars = List.of(
                new Bar("Equal weights", usual, "#8a94a3"),
                new Bar(
                        String.format(Locale.ROOT, "Keyword %.2f, meaning %.2f", lexicalWeight, 1 - lexicalWeight),
                        tuned,
                        "#2563a8"));
        return Html.page(
                title,
                "<h1>" + Html.escaped(title) + "</h1>\n<p class=\"soft\">" + Html.escaped(String.join(" ", facts))
                        + "</p>\n"
                        + Html.section("verdict", "<h2>What came out</h2>\n<p>" + Html.escaped(verdict()) + "</p>\n")
                        + Html.section(
                                "",
                                "<h2>nDCG@10 on the other half</h2>\n<div class=\"panels\"><div>"
                                        + BarChart.of("nDCG@10", "%.4f", bars) + "</div></div>\n"));
    }
}
