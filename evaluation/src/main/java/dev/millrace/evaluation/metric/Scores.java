package dev.millrace.evaluation.metric;

import java.util.Collection;
import java.util.function.ToDoubleFunction;

/** The three measures that are reported, of one question or averaged over many. */
public record Scores(double ndcg10, double recall100, double mrr10) {

    private static final int FIRST_PAGE = 10;
    private static final int DEEP = 100;

    /** Those of one question. */
    public static Scores of(Ranking ranking, Judgements judgements) {
        return new Scores(
                Measures.ndcg(ranking, judgements, FIRST_PAGE),
                Measures.recall(ranking, judgements, DEEP),
                Measures.reciprocalRank(ranking, judgements, FIRST_PAGE));
    }

    /** The mean of several; every question counts the same. */
    public static Scores mean(Collection<Scores> scores) {
        return new Scores(mean(scores, Scores::ndcg10), mean(scores, Scores::recall100), mean(scores, Scores::mrr10));
    }

    private static double mean(Collection<Scores> scores, ToDoubleFunction<Scores> measure) {
        return scores.stream().mapToDouble(measure).average().orElse(0);
    }
}
