package dev.millrace.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes one ranking of those of two arms, by the formulas of OpenSearch's search pipelines, so that a cluster that fuses
 * by itself gives the same scores.
 */
sealed interface Fusion {

    /** Reciprocal rank fusion: each arm adds {@code 1 / (rankConstant + rank)}. Looks at ranks alone. */
    record Rrf(int rankConstant) implements Fusion {}

    /** Scores of each arm scaled to 0..1, then their weighted mean; an arm without the passage counts as 0. */
    record MinMax(double lexicalWeight, double semanticWeight) implements Fusion {}

    /** What OpenSearch gives the last of an arm instead of 0, which would be the score of not being found at all. */
    double MIN_MAX_LOWEST = 0.001;

    /** The best first; equal scores in the order of chunk ids. */
    default List<Fused> fuse(List<Ranked> lexical, List<Ranked> semantic) {
        Map<String, Fused> fused = new HashMap<>();
        add(fused, Arm.LEXICAL, lexical);
        add(fused, Arm.SEMANTIC, semantic);
        List<Fused> order = new ArrayList<>(fused.values());
        order.sort(Comparator.comparingDouble(Fused::score).reversed().thenComparing(Fused::chunkId));
        return order;
    }

    private void add(Map<String, Fused> fused, Arm arm, List<Ranked> ranking) {
        double min = ranking.stream().mapToDouble(Ranked::score).min().orElse(0);
        double max = ranking.stream().mapToDouble(Ranked::score).max().orElse(0);
        for (Ranked ranked : ranking) {
            double share = switch (this) {
                case Rrf(int rankConstant) -> 1.0 / (rankConstant + ranked.rank());
                case MinMax(double lexicalWeight, double semanticWeight) -> {
                    double weight = arm == Arm.LEXICAL ? lexicalWeight : semanticWeight;
                    yield scaled(ranked.score(), min, max) * weight / (lexicalWeight + semanticWeight);
                }
            };
            fused.merge(ranked.chunkId(), Fused.of(arm, ranked, share), Fused::plus);
        }
    }

    private static double scaled(double score, double min, double max) {
        if (min == max) {
            return 1;
        }
        double scaled = (score - min) / (max - min);
        return scaled == 0 ? MIN_MAX_LOWEST : scaled;
    }

    /**
     * A passage in an arm's ranking.
     *
     * @param rank 1 is the best
     */
    record Ranked(String chunkId, int rank, double score) {}

    /** A passage in the fused ranking, with its place in each arm that found it. */
    record Fused(String chunkId, double score, Map<Arm, Ranked> arms) {

        private static Fused of(Arm arm, Ranked ranked, double share) {
            return new Fused(ranked.chunkId(), share, Map.of(arm, ranked));
        }

        private Fused plus(Fused other) {
            Map<Arm, Ranked> both = new EnumMap<>(arms);
            both.putAll(other.arms);
            return new Fused(chunkId, score + other.score, both);
        }
    }
}
