package dev.millrace.evaluation.metric;

import java.util.List;

/** Measures of one ranking, from 0 to 1. A question without a relevant document gets 0 whatever was found. */
public final class Measures {

    private Measures() {}

    /** trec_eval's {@code ndcg_cut}: the gain is the grade, discounted by log2(rank + 1), over that of the ideal. */
    public static double ndcg(Ranking ranking, Judgements judgements, int cutoff) {
        double ideal = discounted(judgements.ideal(), cutoff);
        List<Integer> found = ranking.first(cutoff).stream().map(judgements::of).toList();
        return ideal == 0 ? 0 : discounted(found, cutoff) / ideal;
    }

    /** The share of the relevant documents that are among the first ones. */
    public static double recall(Ranking ranking, Judgements judgements, int cutoff) {
        long relevant = judgements.relevantDocuments();
        long found =
                ranking.first(cutoff).stream().filter(judgements::isRelevant).count();
        return relevant == 0 ? 0 : (double) found / relevant;
    }

    /** One by the rank of the first relevant document; 0 where it is not among the first ones. */
    public static double reciprocalRank(Ranking ranking, Judgements judgements, int cutoff) {
        List<String> first = ranking.first(cutoff);
        for (int i = 0; i < first.size(); i++) {
            if (judgements.isRelevant(first.get(i))) {
                return 1.0 / (i + 1);
            }
        }
        return 0;
    }

    private static double discounted(List<Integer> grades, int cutoff) {
        double sum = 0;
        for (int i = 0; i < Math.min(cutoff, grades.size()); i++) {
            sum += grades.get(i) * Math.log(2) / Math.log(i + 2);
        }
        return sum;
    }
}
