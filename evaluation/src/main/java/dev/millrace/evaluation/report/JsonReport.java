package dev.millrace.evaluation.report;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.evaluation.metric.PairedComparison;
import dev.millrace.evaluation.metric.Scores;
import dev.millrace.evaluation.run.Evaluation;
import dev.millrace.evaluation.run.ModeResult;
import dev.millrace.evaluation.run.SearchMode;
import java.util.Map;
import java.util.Optional;

/**
 * {@code {"modes": {"lexical": {"ndcg@10": 0.32, "recall@100": 0.25, "mrr@10": 0.52}, ...}, "questions": {"q1": {"lexical":
 * 0.4, ...}, ...}}}, where questions have their nDCG@10.
 */
public final class JsonReport {

    private static final JsonMapper JSON = new JsonMapper();

    private JsonReport() {}

    /** @param against compared with, under {@code "against"}, where there is one */
    public static String of(Evaluation evaluation, Optional<EarlierRun> against) {
        ObjectNode root = JSON.createObjectNode();
        ObjectNode modes = root.putObject("modes");
        for (ModeResult result : evaluation.results()) {
            Scores mean = result.mean();
            modes.putObject(result.mode().written())
                    .put("ndcg@10", mean.ndcg10())
                    .put("recall@100", mean.recall100())
                    .put("mrr@10", mean.mrr10());
        }
        against.ifPresent(earlier -> put(earlier.comparedTo(evaluation), root.putObject("against")));
        EarlierRun.write(evaluation, root);
        return root.toPrettyString() + "\n";
    }

    private static void put(Map<SearchMode, PairedComparison> comparisons, ObjectNode modes) {
        comparisons.forEach((mode, comparison) -> modes.putObject(mode.written())
                .put("difference", comparison.meanDifference())
                .put("wins", comparison.wins())
                .put("losses", comparison.losses())
                .put("ties", comparison.ties())
                .put("p", comparison.pValue()));
    }
}
