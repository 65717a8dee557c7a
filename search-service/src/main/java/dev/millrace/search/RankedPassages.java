package dev.millrace.search;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All passages that were found, best first.
 *
 * @param order by score, or what the reranker made of it
 * @param rerankScores of those that the reranker has seen, by chunk id
 * @param depth the most passages that each arm was asked for
 * @param candidates passages that each arm gave
 * @param complete whether the index has no others
 */
record RankedPassages(
        List<Ranked> order,
        Map<String, Double> rerankScores,
        int depth,
        Map<String, Integer> candidates,
        boolean complete) {

    RankedPassages {
        order = List.copyOf(order);
        rerankScores = Map.copyOf(rerankScores);
        candidates = Map.copyOf(candidates);
    }

    /** In the order of a reranker. */
    RankedPassages reordered(List<Ranked> newOrder, Map<String, Double> scores) {
        return new RankedPassages(newOrder, scores, depth, candidates, complete);
    }

    /**
     * What is yet to be shown, by the id that hits have, in order: passages each, or documents with all their passages,
     * best first.
     */
    Map<String, List<Ranked>> unseen(Seen seen, boolean byDocument) {
        Map<String, List<Ranked>> hits = new LinkedHashMap<>();
        for (Ranked ranked : order) {
            String id = byDocument ? ranked.documentId() : ranked.chunkId();
            if (!seen.contains(id)) {
                hits.computeIfAbsent(id, first -> new ArrayList<>()).add(ranked);
            }
        }
        return hits;
    }
}
