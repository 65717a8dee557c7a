package dev.millrace.evaluation.tune;

import dev.millrace.evaluation.metric.Ranking;
import dev.millrace.evaluation.run.FoundPassage;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** search-service's {@code min_max} fusion with weights that no request can give; documents by their best passage. */
final class WeightedFusion {

    /** What the last of an arm gets instead of 0, which would be the score of not being found at all. */
    private static final double LOWEST = 0.001;

    private final double lexicalWeight;

    /** @param lexicalWeight from 0 to 1; the semantic arm has the rest */
    WeightedFusion(double lexicalWeight) {
        this.lexicalWeight = lexicalWeight;
    }

    Ranking fuse(ArmAnswers answers) {
        Map<String, Double> passages = new HashMap<>();
        Map<String, String> documentOf = new HashMap<>();
        add(answers.lexical(), lexicalWeight, passages, documentOf);
        add(answers.semantic(), 1 - lexicalWeight, passages, documentOf);
        Map<String, Double> documents = new HashMap<>();
        passages.forEach((chunk, score) ->
                documents.merge(documentOf.getOrDefault(chunk, chunk), score, (one, other) -> Math.max(one, other)));
        return Ranking.ofScores(documents);
    }

    private static void add(
            List<FoundPassage> found, double weight, Map<String, Double> passages, Map<String, String> documentOf) {
        double min = found.stream().mapToDouble(FoundPassage::score).min().orElse(0);
        double max = found.stream().mapToDouble(FoundPassage::score).max().orElse(0);
        for (FoundPassage passage : found) {
            double scaled = min == max ? 1 : Math.max(LOWEST, (passage.score() - min) / (max - min));
            passages.merge(passage.chunkId(), weight * scaled, (one, other) -> one + other);
            documentOf.put(passage.chunkId(), passage.documentId());
        }
    }
}
