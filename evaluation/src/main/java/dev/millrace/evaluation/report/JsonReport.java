package dev.millrace.evaluation.report;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.evaluation.metric.Scores;
import dev.millrace.evaluation.run.Evaluation;
import dev.millrace.evaluation.run.ModeResult;

/** {@code {"modes": {"lexical": {"ndcg@10": 0.32, "recall@100": 0.25, "mrr@10": 0.52}, ...}}}. */
public final class JsonReport {

    private static final JsonMapper JSON = new JsonMapper();

    private JsonReport() {}

    public static String of(Evaluation evaluation) {
        ObjectNode root = JSON.createObjectNode();
        ObjectNode modes = root.putObject("modes");
        for (ModeResult result : evaluation.results()) {
            Scores mean = result.mean();
            modes.putObject(result.mode().written())
                    .put("ndcg@10", mean.ndcg10())
                    .put("recall@100", mean.recall100())
                    .put("mrr@10", mean.mrr10());
        }
        return root.toPrettyString() + "\n";
    }
}
