package dev.millrace.evaluation.run;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Gives found documents the ids that they are judged by.
 *
 * @param judgedBy from the id that a document has in the index; two never become one
 */
public record RenamedDocuments(SearchApi api, UnaryOperator<String> judgedBy) implements SearchApi {

    @Override
    public Map<String, Double> documents(String question, SearchMode mode, int size) throws InterruptedException {
        Map<String, Double> renamed = new LinkedHashMap<>();
        api.documents(question, mode, size).forEach((id, score) -> renamed.put(judgedBy.apply(id), score));
        return renamed;
    }
}
