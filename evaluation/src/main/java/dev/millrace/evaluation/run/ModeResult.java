package dev.millrace.evaluation.run;

import dev.millrace.evaluation.metric.PairedComparison;
import dev.millrace.evaluation.metric.Scores;
import java.time.Duration;
import java.util.List;

/**
 * What one mode reached.
 *
 * @param perQuery in the order of the questions
 * @param medianTime of one question, as the client saw it
 */
public record ModeResult(SearchMode mode, List<Scores> perQuery, Duration medianTime) {

    public ModeResult {
        perQuery = List.copyOf(perQuery);
    }

    public Scores mean() {
        return Scores.mean(perQuery);
    }

    /** By nDCG@10, question by question. */
    public PairedComparison comparedTo(ModeResult other) {
        return PairedComparison.of(ndcg(), other.ndcg());
    }

    private List<Double> ndcg() {
        return perQuery.stream().map(Scores::ndcg10).toList();
    }
}
