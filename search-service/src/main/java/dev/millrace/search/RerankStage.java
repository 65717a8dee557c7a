package dev.millrace.search;

import dev.millrace.search.PassageIndex.Shown;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Puts the best of a ranking into the reranker's order; those behind them follow as they were. */
final class RerankStage {

    private final Reranker reranker;
    private final PassageIndex index;
    private final int topN;

    /**
     * @param topN passages that the reranker reads
     */
    RerankStage(Reranker reranker, PassageIndex index, int topN) {
        this.reranker = reranker;
        this.index = index;
        this.topN = topN;
    }

    RankedPassages rerank(SearchRequest request, RankedPassages ranked, StepClock clock)
            throws IndexUnavailableException {
        List<Ranked> best = ranked.order().stream().limit(topN).toList();
        List<String> ids = best.stream().map(Ranked::chunkId).toList();
        Map<String, Shown> passages = clock.time(
                Step.FETCH, () -> index.fetch(ids, null, request.scope().permitted()));
        List<Ranked> read =
                best.stream().filter(one -> passages.containsKey(one.chunkId())).toList();
        Map<String, Double> scores = clock.time(Step.RERANK, () -> scores(request.query(), read, passages));
        List<Ranked> order = new ArrayList<>(read);
        order.sort(Comparator.comparingDouble((Ranked one) -> scores.getOrDefault(one.chunkId(), 0.0))
                .reversed());
        order.addAll(ranked.order().subList(best.size(), ranked.order().size()));
        return ranked.reordered(order, scores);
    }

    private Map<String, Double> scores(String query, List<Ranked> read, Map<String, Shown> passages) {
        List<String> texts = new ArrayList<>();
        for (Ranked one : read) {
            Shown shown = passages.get(one.chunkId());
            texts.add(shown == null ? "" : shown.passage().text());
        }
        float[] scores = reranker.scores(query, texts);
        Map<String, Double> byId = new HashMap<>();
        for (int i = 0; i < scores.length; i++) {
            byId.put(read.get(i).chunkId(), (double) scores[i]);
        }
        return byId;
    }
}
