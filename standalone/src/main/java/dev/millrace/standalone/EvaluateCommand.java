package dev.millrace.standalone;

import dev.millrace.core.config.ConfigException;
import dev.millrace.core.service.Closer;
import dev.millrace.core.service.Logging;
import dev.millrace.embedded.EmbeddedStackException;
import dev.millrace.evaluation.beir.BeirCollection;
import dev.millrace.evaluation.beir.BeirException;
import dev.millrace.evaluation.beir.BeirReader;
import dev.millrace.evaluation.report.HtmlReport;
import dev.millrace.evaluation.report.JsonReport;
import dev.millrace.evaluation.report.TextReport;
import dev.millrace.evaluation.run.Evaluation;
import dev.millrace.evaluation.run.Evaluator;
import dev.millrace.evaluation.run.HttpSearchApi;
import dev.millrace.evaluation.run.SearchFailedException;
import dev.millrace.evaluation.run.SearchMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code millrace evaluate}. */
@Command(
        name = "evaluate",
        description = "Measure how well keyword search, meaning and both together find what they should.")
final class EvaluateCommand extends SubCommand {

    private static final String SYSTEM = "system";

    @Option(
            names = "--beir",
            paramLabel = "DIR",
            required = true,
            description = "A test collection: corpus.jsonl, queries.jsonl and qrels/*.tsv, in the layout of BEIR.")
    private Path beir = Path.of("");

    @Option(
            names = "--split",
            paramLabel = "NAME",
            description = "The file of judgements in qrels (default: test, or the only one).")
    private @Nullable String split;

    @Option(
            names = "--whole",
            description = "Index each document as one passage, as published figures are made; else it is cut as usual.")
    private boolean whole;

    @Option(names = "--json", paramLabel = "FILE", description = "Write the figures to this file.")
    private @Nullable Path json;

    @Option(names = "--html", paramLabel = "FILE", description = "Write a report for people, with plots, to this file.")
    private @Nullable Path html;

    @Option(names = "--config", paramLabel = "FILE", description = "The settings to measure (default: the defaults).")
    private @Nullable Path config;

    @Option(
            names = "--keep",
            paramLabel = "DIR",
            description = "Keep the indexed collection here, so that the next evaluation of it starts at once. Settings"
                    + " that shape the index stay as they were.")
    private @Nullable Path keep;

    @Override
    public Integer call() throws InterruptedException {
        try (Closer closer = new Closer()) {
            BeirCollection collection = BeirReader.read(beir, split);
            describe(collection);
            EvaluationFolder folder = closer.register(EvaluationFolder.open(keep));
            SystemLog.configure(folder.system(SYSTEM), false);
            Logging.bridge();
            Runtime.getRuntime().addShutdownHook(new Thread(closer::close, "end"));
            Evaluation evaluation = evaluate(collection, folder, closer);
            out().println();
            out().print(TextReport.of(evaluation));
            write(json, JsonReport.of(evaluation));
            write(
                    html,
                    HtmlReport.of("How well search finds things: " + collection.name(), facts(collection), evaluation));
            return OK;
        } catch (BeirException | ConfigException e) {
            throw CommandFailure.wrongUse(String.valueOf(e.getMessage()));
        } catch (EmbeddedStackException | SearchFailedException e) {
            throw CommandFailure.failed(String.valueOf(e.getMessage()));
        }
    }

    private void describe(BeirCollection collection) {
        out().println(collection.name() + ":");
        facts(collection).forEach(fact -> out().println("  " + fact));
        out().flush();
    }

    private List<String> facts(BeirCollection collection) {
        List<String> facts = new ArrayList<>();
        facts.add(collection.documents().size() + " documents and "
                + collection.queries().size() + " judged questions (" + collection.split() + ").");
        facts.add(
                whole
                        ? "Each document is one passage, of which the model reads the beginning."
                        : "Documents are cut into passages as usual, and count by their best one.");
        collection.notices().forEach(notice -> facts.add(notice + "."));
        return facts;
    }

    private Evaluation evaluate(BeirCollection collection, EvaluationFolder folder, Closer closer)
            throws InterruptedException {
        Map<String, String> overrides = whole ? Map.of("millrace.ingest.chunking.strategy", "whole") : Map.of();
        String holds = CollectionFingerprint.of(collection.documents(), overrides);
        Optional<String> held = folder.holds(SYSTEM);
        if (held.isPresent() && !held.get().equals(holds)) {
            throw CommandFailure.wrongUse("The folder " + keep + " holds another collection, or one that was cut in"
                    + " another way: name another with --keep, or delete it");
        }
        ProgressLine line = new ProgressLine(out());
        EvaluationSystem system =
                closer.register(EvaluationSystem.start(folder.system(SYSTEM), config, overrides, out()));
        if (held.isEmpty()) {
            system.index(collection.documents(), line);
            folder.note(SYSTEM, holds);
        }
        boolean reranker =
                system.settings().optionalString("search.rerank.model").isPresent();
        try (HttpSearchApi api = new HttpSearchApi(system.httpPort(), reranker)) {
            Evaluation evaluation = new Evaluator(api, collection.documents(), line::show)
                    .evaluate(collection.queries(), SearchMode.of(reranker));
            line.end("All " + collection.queries().size() + " questions asked in "
                    + evaluation.results().size() + " modes.");
            return evaluation;
        }
    }

    private static void write(@Nullable Path file, String content) {
        if (file == null) {
            return;
        }
        try {
            Files.writeString(file, content);
        } catch (IOException e) {
            throw CommandFailure.failed("The file " + file + " can't be written (" + e + "): choose another");
        }
    }
}
