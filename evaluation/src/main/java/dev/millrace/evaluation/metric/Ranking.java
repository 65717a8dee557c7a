package dev.millrace.evaluation.metric;

import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Documents found for one question, the best first, none twice.
 *
 * @param documentIds in order
 */
public record Ranking(List<String> documentIds) {

    public Ranking {
        documentIds = List.copyOf(documentIds);
    }

    /**
     * The order in which trec_eval takes scored documents, whatever order they came in: the higher score first, compared
     * as float32, and among equals the id that sorts last.
     */
    public static Ranking ofScores(Map<String, Double> scores) {
        Comparator<Map.Entry<String, Double>> byScore =
                Comparator.comparingDouble(entry -> entry.getValue().floatValue());
        Comparator<Map.Entry<String, Double>> order =
                byScore.thenComparing(Map.Entry::getKey).reversed();
        return new Ranking(
                scores.entrySet().stream().sorted(order).map(Map.Entry::getKey).toList());
    }

    List<String> first(int count) {
        return documentIds.subList(0, Math.min(count, documentIds.size()));
    }
}
