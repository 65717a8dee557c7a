package dev.millrace.evaluation.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.evaluation.beir.BeirQuery;
import dev.millrace.evaluation.metric.PairedComparison;
import dev.millrace.evaluation.metric.Scores;
import dev.millrace.evaluation.run.Evaluation;
import dev.millrace.evaluation.run.ModeResult;
import dev.millrace.evaluation.run.SearchMode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What another evaluation of the same questions reached, as its {@code --json} file tells: settings, ways of cutting or
 * models are compared question by question, so that chance can be told from progress.
 *
 * @param ndcg by mode, in the order of the questions
 */
public record EarlierRun(Path file, Map<SearchMode, List<Double>> ndcg) {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String QUESTIONS = "questions";

    public EarlierRun {
        ndcg = Map.copyOf(ndcg);
    }

    /** @throws IllegalArgumentException with a sentence, where the file does not tell what these questions reached */
    public static EarlierRun read(Path file, List<BeirQuery> queries) {
        JsonNode questions = questions(file);
        if (questions.size() != queries.size() || !queries.stream().allMatch(query -> questions.has(query.id()))) {
            throw new IllegalArgumentException(
                    file + " tells of other questions (" + questions.size() + ", here there are " + queries.size()
                            + "): only runs of the same collection and split can be compared");
        }
        Map<SearchMode, List<Double>> ndcg = new EnumMap<>(SearchMode.class);
        for (SearchMode mode : SearchMode.values()) {
            List<JsonNode> values = queries.stream()
                    .map(query -> questions.path(query.id()).path(mode.written()))
                    .toList();
            if (values.stream().allMatch(JsonNode::isNumber)) {
                ndcg.put(mode, values.stream().map(JsonNode::asDouble).toList());
            }
        }
        return new EarlierRun(file, ndcg);
    }

    private static JsonNode questions(Path file) {
        try {
            JsonNode questions = JSON.readTree(file.toFile()).path(QUESTIONS);
            if (questions.isEmpty()) {
                throw new IllegalArgumentException(file
                        + " does not tell what each question reached: name a file that evaluate --beir --json wrote");
            }
            return questions;
        } catch (IOException e) {
            throw new IllegalArgumentException(file + " can't be read as JSON: " + e.getMessage(), e);
        }
    }

    /** Writes what {@link #read} reads. */
    static void write(Evaluation evaluation, ObjectNode root) {
        ObjectNode questions = root.putObject(QUESTIONS);
        for (int i = 0; i < evaluation.queries().size(); i++) {
            ObjectNode modes = questions.putObject(evaluation.queries().get(i).id());
            for (ModeResult result : evaluation.results()) {
                modes.put(result.mode().written(), result.perQuery().get(i).ndcg10());
            }
        }
    }

    /** What a run reached against this one, in each mode that both were asked in. */
    Map<SearchMode, PairedComparison> comparedTo(Evaluation evaluation) {
        Map<SearchMode, PairedComparison> compared = new EnumMap<>(SearchMode.class);
        for (ModeResult result : evaluation.results()) {
            List<Double> earlier = ndcg.get(result.mode());
            if (earlier != null) {
                List<Double> now =
                        result.perQuery().stream().map(Scores::ndcg10).toList();
                compared.put(result.mode(), PairedComparison.of(now, earlier));
            }
        }
        return compared;
    }
}
