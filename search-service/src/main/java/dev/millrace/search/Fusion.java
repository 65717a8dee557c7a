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
    record MinMax(Weights weights) implements Fusion {}

    /**
     * As {@link MinMax}, but scores of the lexical arm are scaled from 0, which no score of BM25 is below, instead of from
     * the last that happened to be asked for.
     */
    record BoundedMinMax(Weights weights) implements Fusion {}

    /** How much each arm counts; they need not add up to 1. */
    record Weights(double lexical, double semantic) {

        double of(Arm arm) {
            return (arm == Arm.LEXICAL ? lexical : semantic) / (lexical + semantic);
        }
    }

    /** What OpenSearch gives the last of an arm instead of 0, which would be the score of not being found at all. */
    double LOWEST = 0.001;

    default FusionName name() {
        return switch (this) {
            case Rrf rrf -> FusionName.RRF;
            case MinMax minMax -> FusionName.MIN_MAX;
            case BoundedMinMax bounded -> FusionName.BOUNDED_MIN_MAX;
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
                case MinMax(Weights weights) -> weights.of(arm) * scaled(candidate.score(), min, max);
                case BoundedMinMax(Weights weights) -> {
                    double from = arm == Arm.LEXICAL ? 0 : min;
                    yield weights.of(arm) * scaled(candidate.score(), from, max);
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
        return scaled == 0 ? LOWEST : scaled;
    }
}
