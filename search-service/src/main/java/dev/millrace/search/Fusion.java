package dev.millrace.search;

import java.util.ArrayList;
import java.util.Comparator;
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

    default FusionName name() {
        return switch (this) {
            case Rrf rrf -> FusionName.RRF;
            case MinMax minMax -> FusionName.MIN_MAX;
        };
    }

    /** The best first; equal scores in the order of chunk ids. */
    default List<Ranked> fuse(Map<Arm, List<Candidate>> arms) {
        Map<String, Ranked> fused = new HashMap<>();
        for (Arm arm : Arm.values()) {
            for (Ranked ranked : shares(arm, arms.getOrDefault(arm, List.of()))) {
                fused.merge(ranked.chunkId(), ranked, Ranked::plus);
            }
        }
        List<Ranked> order = new ArrayList<>(fused.values());
        order.sort(Comparator.comparingDouble(Ranked::score).reversed().thenComparing(Ranked::chunkId));
        return order;
    }

    private List<Ranked> shares(Arm arm, List<Candidate> ranking) {
        double min = ranking.stream().mapToDouble(Candidate::score).min().orElse(0);
        double max = ranking.stream().mapToDouble(Candidate::score).max().orElse(0);
        List<Ranked> shares = new ArrayList<>(ranking.size());
        for (Candidate candidate : ranking) {
            int rank = shares.size() + 1;
            double share = switch (this) {
                case Rrf(int rankConstant) -> 1.0 / (rankConstant + rank);
                case MinMax(double lexicalWeight, double semanticWeight) -> {
                    double weight = arm == Arm.LEXICAL ? lexicalWeight : semanticWeight;
                    yield scaled(candidate.score(), min, max) * weight / (lexicalWeight + semanticWeight);
                }
            };
            shares.add(Ranked.of(arm, candidate, rank, share));
        }
        return shares;
    }

    private static double scaled(double score, double min, double max) {
        if (min == max) {
            return 1;
        }
        double scaled = (score - min) / (max - min);
        return scaled == 0 ? MIN_MAX_LOWEST : scaled;
    }
}
