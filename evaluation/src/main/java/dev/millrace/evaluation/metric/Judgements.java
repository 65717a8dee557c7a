package dev.millrace.evaluation.metric;

import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * What people said of documents as answers to one question. A document that nobody judged is not relevant.
 *
 * @param relevance by document id; relevant is what is above 0
 */
public record Judgements(Map<String, Integer> relevance) {

    public Judgements {
        relevance = Map.copyOf(relevance);
    }

    /** Never negative: trec_eval takes what was judged below 0 as not relevant too. */
    int of(String documentId) {
        return Math.max(0, relevance.getOrDefault(documentId, 0));
    }

    boolean isRelevant(String documentId) {
        return of(documentId) > 0;
    }

    /** The documents that are relevant at all. */
    public long relevantDocuments() {
        return relevance.values().stream().filter(grade -> grade > 0).count();
    }

    /** The grades of the best ranking there could be, whether or not its documents were found. */
    List<Integer> ideal() {
        return relevance.values().stream()
                .filter(grade -> grade > 0)
                .sorted(Comparator.reverseOrder())
                .toList();
    }
}
