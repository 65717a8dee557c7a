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
import java.util.stream.Collectors;

/** Says in plain words which way of searching answered best, by how much, and whether that can be relied on. */
public final class Verdict {

    /** What people choose between; how hybrid is fused is a detail of it. */
    private static final List<SearchMode> CONTENDERS =
            List.of(SearchMode.LEXICAL, SearchMode.SEMANTIC, SearchMode.HYBRID, SearchMode.RERANKED);

    private static final List<SearchMode> FUSIONS =
            List.of(SearchMode.HYBRID_BOUNDED_MIN_MAX, SearchMode.HYBRID_MIN_MAX, SearchMode.HYBRID_RRF);

    private Verdict() {}

    /** One or more sentences, the winner first. */
    public static List<String> of(Evaluation evaluation) {
        List<ModeResult> ranked = bestFirst(evaluation, CONTENDERS);
        if (ranked.size() < 2) {
            return List.of();
        }
        ModeResult best = ranked.getFirst();
        if (ndcg(best) == 0) {
            return List.of(
                    "No question found a document that it should: see that the judgements name documents by the ids"
                            + " that they have here.");
        }
        List<String> sentences = new ArrayList<>(winner(best, ranked.get(1)));
        evaluation.of(SearchMode.LEXICAL).ifPresent(lexical -> {
            if (best.mode() == SearchMode.LEXICAL) {
                sentences.add("Here, vectors are not worth their cost: ask with mode=lexical.");
            } else if (ranked.get(1).mode() != SearchMode.LEXICAL) {
                sentences.add(
                        "Against keyword search alone it is " + lead(best, lexical) + ". " + byQuestion(best, lexical));
            }
        });
        fusions(evaluation).ifPresent(sentences::add);
        return sentences;
    }

    private static List<String> winner(ModeResult best, ModeResult second) {
        boolean significant = best.comparedTo(second).isSignificant();
        String first = significant
                ? capital(name(best.mode())) + " wins: " + lead(best, second) + " than " + name(second.mode()) + "."
                : "No clear winner: " + name(best.mode()) + " is " + lead(best, second) + " than " + name(second.mode())
                        + ".";
        return List.of(first, byQuestion(best, second));
    }

    private static String lead(ModeResult first, ModeResult second) {
        return percent(first, second) + " better (nDCG@10 " + number(first) + " against " + number(second) + ")";
    }

    private static String byQuestion(ModeResult first, ModeResult second) {
        PairedComparison comparison = first.comparedTo(second);
        return "It answers " + comparison.wins() + " questions better, " + comparison.losses() + " worse and "
                + comparison.ties() + " the same: " + significance(comparison) + ".";
    }

    private static Optional<String> fusions(Evaluation evaluation) {
        List<ModeResult> ranked = bestFirst(evaluation, FUSIONS);
        if (ranked.size() < 2) {
            return Optional.empty();
        }
        ModeResult best = ranked.getFirst();
        ModeResult last = ranked.getLast();
        PairedComparison comparison = best.comparedTo(last);
        String numbers = ranked.stream()
                        .map(result -> result.mode().fusion() + " " + number(result))
                        .collect(Collectors.joining(", "))
                + "; first and last: " + significance(comparison);
        return Optional.of(
                comparison.isSignificant()
                        ? "Which fusion is used matters here: " + best.mode().fusion() + " does better than "
                                + last.mode().fusion() + " (" + numbers + ")."
                        : "Which fusion is used makes no reliable difference here (" + numbers + ").");
    }

    private static List<ModeResult> bestFirst(Evaluation evaluation, List<SearchMode> modes) {
        return modes.stream()
                .map(evaluation::of)
                .flatMap(Optional::stream)
                .sorted(Comparator.comparingDouble(Verdict::ndcg).reversed())
                .toList();
    }

    static String significance(PairedComparison comparison) {
        return (comparison.isSignificant() ? "hardly by chance, p = " : "which may be chance, p = ") + p(comparison);
    }

    private static String name(SearchMode mode) {
        return switch (mode) {
            case LEXICAL -> "keyword search alone";
            case SEMANTIC -> "meaning alone";
            case HYBRID, HYBRID_RRF, HYBRID_MIN_MAX, HYBRID_BOUNDED_MIN_MAX -> "hybrid";
            case RERANKED -> "hybrid with reranking";
        };
    }

    private static String capital(String text) {
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }

    private static String percent(ModeResult first, ModeResult second) {
        return ndcg(second) == 0
                ? "infinitely"
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
