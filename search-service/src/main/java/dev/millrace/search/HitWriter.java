package dev.millrace.search;

import dev.millrace.search.PassageIndex.Shown;
import dev.millrace.search.SearchAnswer.Arms;
import dev.millrace.search.SearchAnswer.Context;
import dev.millrace.search.SearchAnswer.FoundPassage;
import dev.millrace.search.SearchAnswer.Place;
import dev.millrace.search.SearchAnswer.Sum;
import dev.millrace.search.SearchRequest.Layout;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Lays the hits of a page out. */
final class HitWriter {

    private final Layout layout;
    private final Map<String, Shown> shown;
    private final Map<String, Double> rerankScores;
    private final List<Neighbour> neighbours;

    /**
     * @param shown passages of the page by chunk id; one that is missing is gone meanwhile, and left out
     * @param neighbours of the hits, in any order
     */
    HitWriter(Layout layout, Map<String, Shown> shown, Map<String, Double> rerankScores, List<Neighbour> neighbours) {
        this.layout = layout;
        this.shown = shown;
        this.rerankScores = rerankScores;
        this.neighbours = neighbours;
    }

    /**
     * @param hits passages of each hit, the best first
     */
    List<FoundPassage> write(Collection<List<Ranked>> hits) {
        List<FoundPassage> written = new ArrayList<>();
        for (List<Ranked> hit : hits) {
            List<FoundPassage> passages = new ArrayList<>();
            for (Ranked ranked : hit) {
                Shown passage = shown.get(ranked.chunkId());
                if (passage != null) {
                    passages.add(passage(ranked, passage));
                }
            }
            if (!passages.isEmpty()) {
                written.add(hit(passages));
            }
        }
        return written;
    }

    private FoundPassage hit(List<FoundPassage> passages) {
        FoundPassage best = passages.getFirst();
        return new FoundPassage(
                best.passage(),
                best.score(),
                best.rerankScore(),
                best.highlight(),
                best.arms(),
                layout.byDocument() ? passages : null,
                layout.context() > 0 ? context(best.passage()) : null,
                best.explain());
    }

    private FoundPassage passage(Ranked ranked, Shown shown) {
        Double rerankScore = rerankScores.get(ranked.chunkId());
        Arms arms = new Arms(place(ranked, Arm.LEXICAL), place(ranked, Arm.SEMANTIC));
        Sum sum = layout.explain()
                ? new Sum(
                        ranked.standings().get(Arm.LEXICAL),
                        ranked.standings().get(Arm.SEMANTIC),
                        ranked.score(),
                        rerankScore)
                : null;
        return new FoundPassage(shown.passage(), ranked.score(), rerankScore, shown.highlight(), arms, null, null, sum);
    }

    private static @Nullable Place place(Ranked ranked, Arm arm) {
        Standing standing = ranked.standings().get(arm);
        return standing == null ? null : new Place(standing.rank(), standing.score());
    }

    private Context context(Passage hit) {
        int at = hit.ordinal() == null ? 0 : hit.ordinal();
        return new Context(
                inOrder(hit, neighbour -> neighbour.ordinal() < at),
                inOrder(hit, neighbour -> neighbour.ordinal() > at));
    }

    /** While a document changes, two passages may claim one place: the newer has it. */
    private List<Neighbour> inOrder(Passage hit, Predicate<Neighbour> side) {
        Map<Integer, Neighbour> byOrdinal = new TreeMap<>();
        neighbours.stream()
                .filter(neighbour -> neighbour.isNear(hit, layout.context()))
                .filter(side)
                .sorted(Comparator.comparingLong(Neighbour::revision))
                .forEach(neighbour -> byOrdinal.put(neighbour.ordinal(), neighbour));
        return List.copyOf(byOrdinal.values());
    }
}
