package dev.millrace.search;

import dev.millrace.search.Fusion.Fused;
import dev.millrace.search.Fusion.Ranked;
import dev.millrace.search.PassageIndex.Question;
import dev.millrace.search.SearchAnswer.Arms;
import dev.millrace.search.SearchAnswer.FoundPassage;
import dev.millrace.search.SearchAnswer.Place;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Answers a request: embeds the question, asks the arms, makes one ranking. */
final class Searcher {

    private final QueryEncoder encoder;
    private final PassageIndex index;
    private final Fusion fusion;
    private final int candidates;
    private final SearchMetrics metrics;

    Searcher(QueryEncoder encoder, PassageIndex index, Fusion fusion, int candidates, SearchMetrics metrics) {
        this.encoder = encoder;
        this.index = index;
        this.fusion = fusion;
        this.candidates = candidates;
        this.metrics = metrics;
    }

    SearchAnswer search(SearchRequest request) throws IndexUnavailableException, InterruptedException {
        long started = System.nanoTime();
        Plan plan = plan(request);
        Map<Arm, List<Candidate>> found = find(plan.question());
        List<FoundPassage> hits = rank(plan.question().mode(), found, request.size());
        long tookMs = Duration.ofNanos(System.nanoTime() - started).toMillis();
        return new SearchAnswer(tookMs, plan.question().mode(), plan.fallback(), hits);
    }

    /** What to ask, and why that is not what was asked for. */
    private record Plan(Question question, @Nullable String fallback) {}

    private Plan plan(SearchRequest request) throws InterruptedException {
        if (request.mode() == Mode.LEXICAL) {
            return new Plan(question(request, Mode.LEXICAL, List.of()), null);
        }
        return switch (encoder.embed(request.query())) {
            case QueryEncoder.Result.Embedded(List<Float> vector) ->
                new Plan(question(request, request.mode(), vector), null);
            case QueryEncoder.Result.Failed(String reason) ->
                new Plan(
                        question(request, Mode.LEXICAL, List.of()),
                        reason + ", so this was searched by keyword alone.");
        };
    }

    private Question question(SearchRequest request, Mode mode, List<Float> vector) {
        int depth = mode == Mode.HYBRID ? Math.max(candidates, request.size()) : request.size();
        return new Question(request.query(), mode, vector, depth, request.filters());
    }

    private Map<Arm, List<Candidate>> find(Question question) throws IndexUnavailableException {
        long started = System.nanoTime();
        try {
            return index.find(question);
        } finally {
            metrics.search().record(Duration.ofNanos(System.nanoTime() - started));
        }
    }

    private List<FoundPassage> rank(Mode mode, Map<Arm, List<Candidate>> found, int size) {
        Map<String, Candidate> byId = new HashMap<>();
        found.values().forEach(arm -> arm.forEach(candidate -> byId.put(id(candidate), candidate)));
        List<FoundPassage> hits = new ArrayList<>();
        for (Fused fused : order(mode, found)) {
            Candidate candidate = byId.get(fused.chunkId());
            if (candidate != null && hits.size() < size) {
                hits.add(hit(candidate, fused));
            }
        }
        return hits;
    }

    private List<Fused> order(Mode mode, Map<Arm, List<Candidate>> found) {
        return switch (mode) {
            case HYBRID ->
                metrics.fuse().record(() -> fusion.fuse(ranking(found, Arm.LEXICAL), ranking(found, Arm.SEMANTIC)));
            case LEXICAL -> alone(Arm.LEXICAL, found);
            case SEMANTIC -> alone(Arm.SEMANTIC, found);
        };
    }

    private static List<Fused> alone(Arm arm, Map<Arm, List<Candidate>> found) {
        return ranking(found, arm).stream()
                .map(ranked -> new Fused(ranked.chunkId(), ranked.score(), Map.of(arm, ranked)))
                .toList();
    }

    private static List<Ranked> ranking(Map<Arm, List<Candidate>> found, Arm arm) {
        List<Ranked> ranking = new ArrayList<>();
        for (Candidate candidate : found.getOrDefault(arm, List.of())) {
            ranking.add(new Ranked(id(candidate), ranking.size() + 1, candidate.score()));
        }
        return ranking;
    }

    private static FoundPassage hit(Candidate candidate, Fused fused) {
        Passage passage = candidate.passage();
        List<String> headings = passage.headingPath();
        return new FoundPassage(
                passage.documentId(),
                passage.chunkId(),
                fused.score(),
                passage.filename(),
                passage.sourceUri(),
                passage.title(),
                passage.mediaType(),
                passage.page(),
                headings == null ? List.of() : headings,
                passage.text(),
                candidate.highlight(),
                new Arms(place(fused, Arm.LEXICAL), place(fused, Arm.SEMANTIC)));
    }

    private static @Nullable Place place(Fused fused, Arm arm) {
        Ranked ranked = fused.arms().get(arm);
        return ranked == null ? null : new Place(ranked.rank(), ranked.score());
    }

    private static String id(Candidate candidate) {
        return candidate.passage().chunkId();
    }
}
