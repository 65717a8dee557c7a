package dev.millrace.evaluation.metric;

import java.util.Collection;
import java.util.function.ToDoubleFunction;

/**
 * The measures that are reported, of one question or averaged over many.
 *
 * @param found10 whether a relevant document is among the first ten: 1 or 0, or the share of the questions
 */
public record Scores(double ndcg10, double recall100, double mrr10, double found10) {

    private static final int FIRST_PAGE = 10;
    private static final int DEEP = 100;

    /** Those of one question. */
    public static Scores of(Ranking ranking, Judgements judgements) {
        double reciprocalRank = Measures.reciprocalRank(ranking, judgements, FIRST_PAGE);
        return new Scores(
                Measures.ndcg(ranking, judgements, FIRST_PAGE),
                Measures.recall(ranking, judgements, DEEP),
                reciprocalRank,
                reciprocalRank > 0 ? 1 : 0);
    }

    /** The mean of several; every question counts the same. */
    public static Scores mean(Collection<Scores> scores) {
        return new Scores(
                mean(scores, Scores::ndcg10),
                mean(scores, Scores::recall100),
                mean(scores, Scores::mrr10),
                mean(scores, Scores::found10));
    }

    private static double mean(Collection<Scores> scores, ToDoubleFunction<Scores> measure) {
        return scores.stream().mapToDouble(measure).average().orElse(0);
    }
}
