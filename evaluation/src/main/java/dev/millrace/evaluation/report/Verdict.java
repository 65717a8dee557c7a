package dev.millrace.evaluation.report;

import dev.millrace.evaluation.metric.PairedComparison;
import dev.millrace.evaluation.run.Evaluation;
import dev.millrace.evaluation.run.ModeResult;
import dev.millrace.evaluation.run.SearchMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Says in plain words which way of searching answered best, by how much, and whether that can be relied on. */
public final class Verdict {

    /** What people choose between; how hybrid is fused is a detail of it. */
    private static final List<SearchMode> CONTENDERS =
            List.of(SearchMode.LEXICAL, SearchMode.SEMANTIC, SearchMode.HYBRID, SearchMode.RERANKED);

    private Verdict() {}

    /** One or more sentences, the winner first. */
    public static List<String> of(Evaluation evaluation) {
        List<ModeResult> ranked = CONTENDERS.stream()
                .map(evaluation::of)
                .flatMap(Optional::stream)
                .sorted(Comparator.comparingDouble(Verdict::ndcg).reversed())
                .toList();
        if (ranked.size() < 2) {
            return List.of();
        }
        List<String> sentences = new ArrayList<>();
        ModeResult best = ranked.getFirst();
        sentences.add(winner(best, ranked.get(1)));
        evaluation.of(SearchMode.LEXICAL).ifPresent(lexical -> {
            if (best.mode() == SearchMode.LEXICAL) {
                sentences.add("Here, vectors are not worth their cost: ask with mode=lexical.");
            } else if (ranked.get(1).mode() != SearchMode.LEXICAL) {
                sentences.add(against("Against keyword search", best, lexical));
            }
        });
        fusions(evaluation).ifPresent(sentences::add);
        return sentences;
    }

    private static String winner(ModeResult best, ModeResult second) {
        String name = name(best.mode());
        if (!best.comparedTo(second).isSignificant()) {
            return "No clear winner: " + name + " is ahead of " + name(second.mode()) + " by "
                    + percent(best, second) + " (nDCG@10 " + number(best) + " against " + number(second)
                    + "), which may be chance (p = " + p(best.comparedTo(second)) + ").";
        }
        return capital(name) + " wins: " + against("its lead over " + name(second.mode()), best, second);
    }

    private static String against(String what, ModeResult first, ModeResult second) {
        PairedComparison comparison = first.comparedTo(second);
        return "%s is %s (nDCG@10 %s against %s); better on %d questions, worse on %d, the same on %d; %s."
                .formatted(
                        what.equals("Against keyword search") ? "Against keyword search, its lead" : what,
                        percent(first, second),
                        number(first),
                        number(second),
                        comparison.wins(),
                        comparison.losses(),
                        comparison.ties(),
                        significance(comparison));
    }

    private static Optional<String> fusions(Evaluation evaluation) {
        Optional<ModeResult> rrf = evaluation.of(SearchMode.HYBRID_RRF);
        Optional<ModeResult> minMax = evaluation.of(SearchMode.HYBRID_MIN_MAX);
        if (rrf.isEmpty() || minMax.isEmpty()) {
            return Optional.empty();
        }
        PairedComparison comparison = minMax.get().comparedTo(rrf.get());
        String numbers =
                "min_max " + number(minMax.get()) + ", rrf " + number(rrf.get()) + ", " + significance(comparison);
        return Optional.of(
                comparison.isSignificant()
                        ? "Of the two fusions, " + (comparison.meanDifference() > 0 ? "min_max" : "rrf")
                                + " does better here (" + numbers + ")."
                        : "Which fusion is used makes no reliable difference here (" + numbers + ").");
    }

    static String significance(PairedComparison comparison) {
        return (comparison.isSignificant() ? "hardly chance" : "this may be chance") + " (p = " + p(comparison) + ")";
    }

    private static String name(SearchMode mode) {
        return switch (mode) {
            case LEXICAL -> "keyword search alone";
            case SEMANTIC -> "meaning alone";
            case HYBRID, HYBRID_RRF, HYBRID_MIN_MAX -> "hybrid";
            case RERANKED -> "hybrid with reranking";
        };
    }

    private static String capital(String text) {
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }

    private static String percent(ModeResult first, ModeResult second) {
        return ndcg(second) == 0
                ? "all there is"
                : String.format(Locale.ROOT, "%.1f %%", 100 * (ndcg(first) / ndcg(second) - 1));
    }

    private static String number(ModeResult result) {
        return String.format(Locale.ROOT, "%.4f", ndcg(result));
    }

    private static String p(PairedComparison comparison) {
        return comparison.pValue() < 0.0001
                ? "0.0001 or less"
                : String.format(Locale.ROOT, "%.4f", comparison.pValue());
    }

    private static double ndcg(ModeResult result) {
        return result.mean().ndcg10();
    }
}
