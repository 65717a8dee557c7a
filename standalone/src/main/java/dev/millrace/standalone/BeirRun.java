package dev.millrace.standalone;

import dev.millrace.evaluation.beir.BeirCollection;
import dev.millrace.evaluation.report.EarlierRun;
import dev.millrace.evaluation.report.HtmlReport;
import dev.millrace.evaluation.report.JsonReport;
import dev.millrace.evaluation.report.TextReport;
import dev.millrace.evaluation.run.Evaluation;
import dev.millrace.evaluation.run.Evaluator;
import dev.millrace.evaluation.run.HttpSearchApi;
import dev.millrace.evaluation.run.RenamedDocuments;
import dev.millrace.evaluation.tune.Tuning;
import dev.millrace.standalone.EvaluateCommand.Outcome;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** {@code evaluate --beir}: a judged collection through the pipeline, and every question in every mode. */
final class BeirRun {

    private static final String SYSTEM = "system";

    private final Workshop workshop;
    private final BeirCollection collection;
    private final @Nullable FileCorpus files;
    private final boolean whole;

    /**
     * @param files what is indexed in place of the collection's own texts; null for those
     */
    BeirRun(Workshop workshop, BeirCollection collection, @Nullable FileCorpus files, boolean whole) {
        this.workshop = workshop;
        this.collection = collection;
        this.files = files;
        this.whole = whole;
    }

    /**
     * The collection's documents as files.
     *
     * @param ids by the path of a file in the folder; a file that is not in it has its path as id
     */
    record FileCorpus(Path folder, Map<String, String> ids) {

        FileCorpus {
            ids = Map.copyOf(ids);
        }

        /** In the index, a file's document has the name of its source in front of its path. */
        private String judgedBy(String documentId) {
            String path = documentId.substring(SystemPlan.INBOX.length() + 1);
            return ids.getOrDefault(path, path);
        }
    }

    /** @param against an evaluation of the same questions to compare this one with */
    Outcome measure(Optional<EarlierRun> against) throws InterruptedException {
        List<String> facts = facts();
        workshop.say(facts);
        EvaluationSystem system = system();
        Evaluation evaluation = workshop.ask(system, collection, judgedBy());
        return new Outcome(
                TextReport.of(evaluation, against),
                JsonReport.of(evaluation, against),
                HtmlReport.of("How well search finds things: " + collection.name(), facts, evaluation));
    }

    /** Finds weights of the arms, and says what they are worth. */
    Outcome tune() throws InterruptedException {
        String fusion = workshop.settings().string("search.fusion");
        if (fusion.equals("rrf")) {
            throw CommandFailure.wrongUse("There are no weights to be found for rrf, which looks at ranks alone: set"
                    + " millrace.search.fusion to bounded-min-max or min-max");
        }
        List<String> facts = facts();
        facts.add("Fused by " + fusion + ".");
        workshop.say(facts);
        EvaluationSystem system = system();
        try (HttpSearchApi api = workshop.api(system.httpPort(), system.settings())) {
            Tuning tuning = Tuning.of(collection.queries(), weight -> asking(api, weight));
            workshop.line().end("All weights tried.");
            return new Outcome(
                    tuning.verdict() + System.lineSeparator(),
                    tuning.json(),
                    tuning.html("Weights of hybrid search: " + collection.name(), facts));
        } catch (IllegalArgumentException e) {
            throw CommandFailure.wrongUse(String.valueOf(e.getMessage()));
        }
    }

    private Evaluator asking(HttpSearchApi api, double lexicalWeight) {
        return new Evaluator(
                new RenamedDocuments(api.weighted(lexicalWeight), judgedBy()),
                collection.documents(),
                line -> workshop.line()
                        .show(String.format(Locale.ROOT, "Lexical weight %.2f: %s", lexicalWeight, line)));
    }

    private UnaryOperator<String> judgedBy() {
        return files == null ? UnaryOperator.identity() : files::judgedBy;
    }

    private List<String> facts() {
        List<String> facts = new ArrayList<>();
        facts.add(collection.name() + ": " + collection.documents().size() + " documents and "
                + collection.queries().size() + " judged questions (" + collection.split() + ").");
        facts.add(
                whole
                        ? "Each document is one passage, of which the model reads the beginning."
                        : "Documents are cut into passages as usual, and count by their best one.");
        if (files != null) {
            facts.add("The documents are the "
                    + DocumentFiles.in(files.folder()).size() + " files of " + files.folder() + ".");
        }
        collection.notices().forEach(notice -> facts.add(notice + "."));
        return facts;
    }

    /** One that holds the collection. */
    private EvaluationSystem system() throws InterruptedException {
        Map<String, String> overrides = whole ? Map.of("millrace.ingest.chunking.strategy", "whole") : Map.of();
        String holds = files == null
                ? CollectionFingerprint.of(collection.documents(), overrides)
                : "files of " + files.folder() + " " + overrides;
        Optional<String> held = workshop.folder().holds(SYSTEM);
        if (held.isPresent() && !held.get().equals(holds)) {
            throw CommandFailure.wrongUse(
                    "The folder that --keep names holds another collection, or one that was cut in"
                            + " another way: name another folder, or delete it");
        }
        EvaluationSystem system = workshop.start(SYSTEM, files == null ? null : files.folder(), overrides);
        if (held.isEmpty()) {
            if (files == null) {
                system.index(collection.documents(), workshop.line());
            } else {
                system.await(DocumentFiles.in(files.folder()).size(), workshop.line());
            }
            workshop.folder().note(SYSTEM, holds);
        }
        return system;
    }
}
