package dev.millrace.search;

import dev.millrace.encoder.EncoderException;
import dev.millrace.search.PassageIndex.Shown;
import dev.millrace.search.QueryEncoder.Result;
import dev.millrace.search.SearchAnswer.Explanation;
import dev.millrace.search.SearchAnswer.Formula;
import dev.millrace.search.SearchAnswer.FoundPassage;
import dev.millrace.search.SearchRequest.Layout;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers a request: embeds the question, finds and ranks passages, and fetches what the page shows of them. */
final class Searcher {

    private static final Logger LOG = LoggerFactory.getLogger(Searcher.class);

    /** Best passages of a hit that is a document. */
    private static final int MOST_PASSAGES = 3;

    private final QueryEncoder encoder;
    private final PassageIndex index;
    private final CandidateSearch candidates;
    private final @Nullable RerankStage reranking;
    private final SearchMetrics metrics;

    /**
     * @param reranking null where no model is configured
     */
    Searcher(
            QueryEncoder encoder,
            PassageIndex index,
            CandidateSearch candidates,
            @Nullable RerankStage reranking,
            SearchMetrics metrics) {
        this.encoder = encoder;
        this.index = index;
        this.candidates = candidates;
        this.reranking = reranking;
        this.metrics = metrics;
    }

    SearchAnswer search(SearchRequest request) throws IndexUnavailableException, InterruptedException {
        StepClock clock = new StepClock(metrics);
        Plan plan = plan(request, clock);
        RankedPassages found = candidates.search(request, plan.mode(), plan.vector(), clock);
        Order order = order(request, found, clock);
        Map<String, List<Ranked>> unseen =
                order.ranked().unseen(request.seen(), request.layout().byDocument());
        Map<String, List<Ranked>> page = page(unseen, request.layout());
        List<FoundPassage> hits = hits(request, page.values(), order.ranked(), clock);
        boolean more = unseen.size() > page.size() || (!found.complete() && !page.isEmpty());
        return new SearchAnswer(
                clock.millis(),
                plan.mode(),
                plan.fallback() == null ? order.fallback() : plan.fallback(),
                hits,
                more ? request.seen().after(page.keySet()) : null,
                request.layout().explain() ? explanation(request, plan, order.ranked(), clock) : null);
    }

    /**
     * What to ask.
     *
     * @param fallback why that is not what was asked for; null when it is
     */
    private record Plan(
            Mode mode,
            List<Float> vector,
            boolean cached,
            @Nullable String fallback) {}

    private Plan plan(SearchRequest request, StepClock clock) throws InterruptedException {
        if (request.ranking().mode() == Mode.LEXICAL) {
            return new Plan(Mode.LEXICAL, List.of(), false, null);
        }
        Result result = clock.time(Step.EMBED_QUERY, () -> encoder.embed(request.query()));
        return switch (result) {
            case Result.Embedded(List<Float> vector, boolean cached) ->
                new Plan(request.ranking().mode(), vector, cached, null);
            case Result.Failed(String reason) ->
                new Plan(Mode.LEXICAL, List.of(), false, reason + ", so this was searched by keyword alone.");
        };
    }

    /** A ranking, and why it is not reranked although it should be; null when it is as it should be. */
    private record Order(RankedPassages ranked, @Nullable String fallback) {}

    private Order order(SearchRequest request, RankedPassages found, StepClock clock) throws IndexUnavailableException {
        if (reranking == null || !request.ranking().rerank()) {
            return new Order(found, null);
        }
        try {
            return new Order(reranking.rerank(request, found, clock), null);
        } catch (EncoderException | IllegalStateException e) {
            LOG.warn("a question can't be reranked: {}", e.toString());
            return new Order(
                    found, "The reranker failed on this question, so the hits are in the order of the search.");
        }
    }

    private static Map<String, List<Ranked>> page(Map<String, List<Ranked>> unseen, Layout layout) {
        Map<String, List<Ranked>> page = new LinkedHashMap<>();
        for (Map.Entry<String, List<Ranked>> hit : unseen.entrySet()) {
            if (page.size() == layout.size()) {
                break;
            }
            page.put(hit.getKey(), hit.getValue().stream().limit(MOST_PASSAGES).toList());
        }
        return page;
    }

    private List<FoundPassage> hits(
            SearchRequest request, Collection<List<Ranked>> page, RankedPassages ranked, StepClock clock)
            throws IndexUnavailableException {
        Scope permitted = request.scope().permitted();
        List<String> ids =
                page.stream().flatMap(List::stream).map(Ranked::chunkId).toList();
        Map<String, Shown> shown = clock.time(Step.FETCH, () -> index.fetch(ids, request.query(), permitted));
        int context = request.layout().context();
        List<Passage> best = context == 0 ? List.of() : best(page, shown);
        List<Neighbour> neighbours =
                best.isEmpty() ? List.of() : clock.time(Step.FETCH, () -> index.neighbours(best, context, permitted));
        return new HitWriter(request.layout(), shown, ranked.rerankScores(), neighbours).write(page);
    }

    private static List<Passage> best(Collection<List<Ranked>> page, Map<String, Shown> shown) {
        List<Passage> best = new ArrayList<>();
        for (List<Ranked> hit : page) {
            hit.stream()
                    .filter(ranked -> shown.containsKey(ranked.chunkId()))
                    .findFirst()
                    .map(ranked -> shown.get(ranked.chunkId()))
                    .ifPresent(first -> best.add(first.passage()));
        }
        return best;
    }

    private static Explanation explanation(SearchRequest request, Plan plan, RankedPassages ranked, StepClock clock) {
        return new Explanation(
                plan.mode() == Mode.HYBRID ? Formula.of(request.ranking().fusion()) : null,
                ranked.depth(),
                ranked.candidates(),
                ranked.rerankScores().size(),
                plan.cached(),
                clock.steps());
    }
}
