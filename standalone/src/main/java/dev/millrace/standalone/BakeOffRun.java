package dev.millrace.standalone;

import dev.millrace.evaluation.bakeoff.BakeOffReport;
import dev.millrace.evaluation.bakeoff.StrategyResult;
import dev.millrace.evaluation.knownitem.IndexSample;
import dev.millrace.evaluation.knownitem.KnownItems;
import dev.millrace.evaluation.run.Evaluation;
import dev.millrace.standalone.EvaluateCommand.Outcome;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code evaluate --chunkers}: the same files and the same questions for every strategy, one system after the other. */
final class BakeOffRun {

    private final Workshop workshop;
    private final List<String> strategies;
    private final Path docs;
    private final int questions;

    BakeOffRun(Workshop workshop, List<String> strategies, Path docs, int questions) {
        this.workshop = workshop;
        this.strategies = List.copyOf(strategies);
        this.docs = docs;
        this.questions = questions;
    }

    Outcome measure() throws InterruptedException {
        int files = DocumentFiles.in(docs).size();
        List<StrategyResult> results = new ArrayList<>();
        Optional<KnownItems> items = Optional.empty();
        for (String strategy : strategies) {
            workshop.say(List.of("Chunking: " + strategy));
            long begin = System.nanoTime();
            try (EvaluationSystem system =
                    workshop.start(strategy, docs, Map.of("millrace.ingest.chunking.strategy", strategy))) {
                system.await(files, workshop.line());
                Duration indexing = Duration.ofNanos(System.nanoTime() - begin);
                // All answer the questions of the first: whole sentences, which no strategy made.
                KnownItems asked = items.isPresent() ? items.get() : KnownItemRun.items(system.sample(), questions);
                items = Optional.of(asked);
                results.add(result(strategy, system, indexing, asked));
            }
        }
        List<String> facts =
                List.of(files + " files.", items.map(KnownItemRun::questions).orElse("No questions."));
        BakeOffReport report = new BakeOffReport(results, facts);
        return new Outcome(report.text(), report.json(), report.html());
    }

    private StrategyResult result(String strategy, EvaluationSystem system, Duration indexing, KnownItems items)
            throws InterruptedException {
        IndexSample index = system.sample();
        Evaluation verbatim = workshop.ask(system.httpPort(), system.settings(), items.verbatim());
        Evaluation paraphrased = workshop.ask(system.httpPort(), system.settings(), items.paraphrased());
        return new StrategyResult(strategy, index.count(), indexing, index.bytes(), verbatim, paraphrased);
    }
}
