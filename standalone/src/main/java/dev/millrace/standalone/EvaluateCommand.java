package dev.millrace.standalone;

import dev.millrace.core.service.Logging;
import dev.millrace.evaluation.beir.BeirCollection;
import dev.millrace.evaluation.beir.BeirReader;
import dev.millrace.evaluation.beir.FileNames;
import dev.millrace.evaluation.report.EarlierRun;
import dev.millrace.standalone.BeirRun.FileCorpus;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code millrace evaluate}. */
@Command(
        name = "evaluate",
        description = "Measure how well keyword search, meaning and both together find what they should.")
final class EvaluateCommand extends SubCommand {

    /** What is measured. */
    private static final class Subject {

        @Option(
                names = "--beir",
                paramLabel = "DIR",
                description = "A test collection: corpus.jsonl, queries.jsonl and qrels/*.tsv, in the layout of BEIR.")
        private @Nullable Path beir;

        @Option(
                names = "--known-items",
                description = "Sentences of the documents themselves: how often each mode finds their document. Of the"
                        + " system that runs on --data, or of the files in --docs.")
        private boolean knownItems;

        @Option(
                names = "--chunkers",
                paramLabel = "NAME",
                split = ",",
                description = "Strategies of chunking, such as fixed,sentence,structural,semantic: which finds most of"
                        + " the files in --docs, at what cost.")
        private List<String> chunkers = new ArrayList<>();
    }

    @ArgGroup(multiplicity = "1")
    private Subject subject = new Subject();

    @Option(
            names = "--split",
            paramLabel = "NAME",
            description = "With --beir: the file of judgements in qrels (default: test, or the only one).")
    private @Nullable String split;

    @Option(
            names = "--whole",
            description = "With --beir: index each document as one passage, as published figures are made; else it is"
                    + " cut as usual.")
    private boolean whole;

    @Option(
            names = "--tune",
            description =
                    "With --beir: find the weights of the configured fusion on one half of the questions, and tell"
                            + " what they reach on the other.")
    private boolean tune;

    @Option(
            names = "--against",
            paramLabel = "FILE",
            description =
                    "With --beir: compare with an earlier run of the same questions, question by question: what its"
                            + " --json wrote.")
    private @Nullable Path against;

    @Option(
            names = "--keep",
            paramLabel = "DIR",
            description = "With --beir: keep the indexed collection here, so that the next evaluation of it starts at"
                    + " once. Settings that shape the index stay as they were.")
    private @Nullable Path keep;

    @Option(
            names = "--docs",
            paramLabel = "DIR",
            description =
                    "A folder of files to index for the evaluation; with --beir, in place of corpus.jsonl's texts.")
    private @Nullable Path docs;

    @Option(
            names = "--ids",
            paramLabel = "FILE",
            description = "With --beir and --docs: which document each file is, a line with its path in the folder, a"
                    + " tab and the id that it is judged by (default: the path is the id).")
    private @Nullable Path ids;

    @Option(
            names = "--questions",
            paramLabel = "N",
            defaultValue = "200",
            description = "The most sentences that are asked (default: 200).")
    private int questions;

    @Option(names = "--json", paramLabel = "FILE", description = "Write the figures to this file.")
    private @Nullable Path json;

    @Option(names = "--html", paramLabel = "FILE", description = "Write a report for people, with plots, to this file.")
    private @Nullable Path html;

    @Option(names = "--config", paramLabel = "FILE", description = "The settings to measure (default: the defaults).")
    private @Nullable Path config;

    @Mixin
    private final DataOption data = new DataOption();

    /** What an evaluation found, for the terminal, for programs and for people. */
    record Outcome(String text, String json, String html) {}

    @Override
    public Integer call() throws InterruptedException {
        check();
        EvaluationFolder folder = EvaluationFolder.open(subject.beir == null ? null : keep);
        if (!asksRunning()) {
            SystemLog.configure(folder.system("evaluate"), false);
            Logging.bridge();
        }
        Outcome outcome = Workshop.in(folder, config, out(), this::measure);
        out().println();
        out().print(outcome.text());
        out().flush();
        ReportFile.write(json, outcome.json());
        ReportFile.write(html, outcome.html());
        return OK;
    }

    private void check() {
        requireWithin("--questions", questions, 1, 5_000);
        DocumentFiles.check(docs);
        if (ids != null && (subject.beir == null || docs == null)) {
            throw CommandFailure.wrongUse("--ids needs --beir, and the files that it names in --docs");
        }
        if (against != null && (subject.beir == null || tune)) {
            throw CommandFailure.wrongUse(
                    "--against compares evaluations of a collection: give --beir, without --tune");
        }
        if (!subject.chunkers.isEmpty() && docs == null) {
            throw CommandFailure.wrongUse("--chunkers needs documents: name a folder of files with --docs");
        }
    }

    /** Whether it measures a system that runs, and starts none. */
    private boolean asksRunning() {
        return subject.knownItems && docs == null;
    }

    private Optional<EarlierRun> earlier(BeirCollection collection) {
        try {
            return Optional.ofNullable(against).map(file -> EarlierRun.read(file, collection.queries()));
        } catch (IllegalArgumentException e) {
            throw CommandFailure.wrongUse(String.valueOf(e.getMessage()));
        }
    }

    private Outcome measure(Workshop workshop) throws InterruptedException {
        if (subject.beir != null) {
            FileCorpus files = docs == null ? null : new FileCorpus(docs, ids == null ? Map.of() : FileNames.read(ids));
            BeirCollection collection = BeirReader.read(subject.beir, split);
            BeirRun run = new BeirRun(workshop, collection, files, whole);
            return tune ? run.tune() : run.measure(earlier(collection));
        }
        if (docs == null) {
            return new KnownItemRun(workshop, questions).ofRunning(data.folder());
        }
        return subject.knownItems
                ? new KnownItemRun(workshop, questions).ofFiles(docs)
                : new BakeOffRun(workshop, subject.chunkers, docs, questions).measure();
    }
}
