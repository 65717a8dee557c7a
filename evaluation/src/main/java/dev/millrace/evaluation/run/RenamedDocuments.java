package dev.millrace.evaluation.run;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Gives found documents the ids that they are judged by.
 *
 * @param judgedBy by the id that a document has in the index; one that is not in it keeps that
 */
public record RenamedDocuments(SearchApi api, Map<String, String> judgedBy) implements SearchApi {

    public RenamedDocuments {
        judgedBy = Map.copyOf(judgedBy);
    }

    @Override
    public Map<String, Double> documents(String question, SearchMode mode, int size) throws InterruptedException {
        Map<String, Double> renamed = new LinkedHashMap<>();
        api.documents(question, mode, size).forEach((id, score) -> renamed.put(judgedBy.getOrDefault(id, id), score));
        return renamed;
    }
}
