package dev.millrace.evaluation.run;

import dev.millrace.evaluation.beir.BeirQuery;
import java.util.List;
import java.util.Optional;

/** What all modes reached on the same questions. */
public record Evaluation(List<BeirQuery> queries, List<ModeResult> results) {

    public Evaluation {
        queries = List.copyOf(queries);
        results = List.copyOf(results);
    }

    public Optional<ModeResult> of(SearchMode mode) {
        return results.stream().filter(result -> result.mode() == mode).findFirst();
    }
}
