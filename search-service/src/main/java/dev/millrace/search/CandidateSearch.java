package dev.millrace.search;

import dev.millrace.search.PassageIndex.Found;
import dev.millrace.search.PassageIndex.Question;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Asks the index as deep as a page needs, and makes one ranking of what the arms found. */
final class CandidateSearch {

    /** No more of each arm, however few documents they are of. */
    private static final int MOST_DEPTH = 3_200;

    private final PassageIndex index;
    private final int candidates;

    /**
     * @param candidates passages of each arm to begin with
     */
    CandidateSearch(PassageIndex index, int candidates) {
        this.index = index;
        this.candidates = candidates;
    }

    /**
     * Asks with a depth that is the same for the pages of a question as long as it suffices, since the depth has a part in
     * the scores; doubled where it does not.
     *
     * @param mode to search in, which may not be the one asked for
     */
    RankedPassages search(SearchRequest request, Mode mode, List<Float> vector, StepClock clock)
            throws IndexUnavailableException {
        int wanted = request.seen().size() + request.layout().size();
        int depth = candidates;
        while (depth < wanted) {
            depth *= 2;
        }
        while (true) {
            RankedPassages ranked = once(question(request, mode, vector, depth), clock);
            int found =
                    ranked.unseen(request.seen(), request.layout().byDocument()).size();
            if (found >= request.layout().size() || ranked.complete() || depth >= MOST_DEPTH) {
                return ranked;
            }
            depth = Math.min(2 * depth, MOST_DEPTH);
        }
    }

    private static Question question(SearchRequest request, Mode mode, List<Float> vector, int depth) {
        return new Question(
                request.query(),
                mode,
                vector,
                depth,
                request.scope(),
                request.ranking().fusion(),
                request.layout().explain());
    }

    private RankedPassages once(Question question, StepClock clock) throws IndexUnavailableException {
        Found found = clock.time(Step.SEARCH, () -> index.find(question));
        return switch (found) {
            case Found.Fused(List<Candidate> candidates) ->
                new RankedPassages(
                        Ranked.alone(candidates),
                        Map.of(),
                        question.depth(),
                        Map.of(),
                        candidates.size() < question.depth());
            case Found.ByArm(Map<Arm, List<Candidate>> arms) -> {
                List<Ranked> order = question.mode() == Mode.HYBRID
                        ? clock.time(Step.FUSE, () -> question.fusion().fuse(arms))
                        : single(question.mode().arms().getFirst(), arms);
                yield new RankedPassages(
                        order,
                        Map.of(),
                        question.depth(),
                        counts(arms),
                        arms.values().stream().allMatch(arm -> arm.size() < question.depth()));
            }
        };
    }

    private static List<Ranked> single(Arm arm, Map<Arm, List<Candidate>> arms) {
        List<Candidate> found = arms.getOrDefault(arm, List.of());
        Ranked[] ranked = new Ranked[found.size()];
        for (int i = 0; i < ranked.length; i++) {
            ranked[i] = Ranked.of(arm, found.get(i), i + 1, found.get(i).score());
        }
        return List.of(ranked);
    }

    private static Map<String, Integer> counts(Map<Arm, List<Candidate>> arms) {
        Map<String, Integer> counts = new TreeMap<>();
        arms.forEach((arm, found) -> counts.put(arm.written(), found.size()));
        return counts;
    }
}
