package dev.millrace.evaluation.report;

import dev.millrace.evaluation.metric.PairedComparison;
import dev.millrace.evaluation.metric.Scores;
import dev.millrace.evaluation.run.Evaluation;
import dev.millrace.evaluation.run.ModeResult;
import dev.millrace.evaluation.run.SearchMode;
import java.util.Locale;
import java.util.Optional;

/** A table for the terminal, and the verdict below it. */
public final class TextReport {

    private TextReport() {}

    /** @param against compared with below the verdict, where there is one */
    public static String of(Evaluation evaluation, Optional<EarlierRun> against) {
        StringBuilder text = new StringBuilder();
        text.append(String.format(
                "%-24s %8s %11s %7s   %-30s %8s%n",
                "", "nDCG@10", "Recall@100", "MRR@10", "against keyword search", "a query"));
        for (ModeResult result : evaluation.results()) {
            Scores mean = result.mean();
            text.append(String.format(
                    Locale.ROOT,
                    "%-24s %8.4f %11.4f %7.4f   %-30s %5d ms%n",
                    result.mode().title(),
                    mean.ndcg10(),
                    mean.recall100(),
                    mean.mrr10(),
                    comparison(evaluation.of(SearchMode.LEXICAL), result),
                    result.medianTime().toMillis()));
        }
        text.append(String.format("%n"));
        Verdict.of(evaluation).forEach(sentence -> text.append(sentence).append(System.lineSeparator()));
        against.ifPresent(earlier -> text.append(comparison(earlier, evaluation)));
        return text.toString();
    }

    private static String comparison(EarlierRun earlier, Evaluation evaluation) {
        StringBuilder text = new StringBuilder(String.format("%nAgainst %s, by nDCG@10:%n", earlier.file()));
        earlier.comparedTo(evaluation)
                .forEach((mode, comparison) -> text.append(String.format(
                        Locale.ROOT,
                        "%-24s %+8.4f, %d won, %d lost, %d the same: %s%n",
                        mode.title(),
                        comparison.meanDifference(),
                        comparison.wins(),
                        comparison.losses(),
                        comparison.ties(),
                        Verdict.significance(comparison))));
        return text.toString();
    }

    private static String comparison(Optional<ModeResult> lexical, ModeResult result) {
        if (lexical.isEmpty() || result.mode() == SearchMode.LEXICAL) {
            return "";
        }
        PairedComparison comparison = result.comparedTo(lexical.get());
        return String.format(
                Locale.ROOT,
                "%+.4f, %d won, %d lost%s",
                comparison.meanDifference(),
                comparison.wins(),
                comparison.losses(),
                comparison.isSignificant() ? " *" : "");
    }
}
