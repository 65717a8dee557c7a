package dev.millrace.standalone;

import dev.millrace.core.config.Settings;
import dev.millrace.core.config.SettingsLoader;
import dev.millrace.core.opensearch.OpenSearchConfig;
import dev.millrace.evaluation.knownitem.IndexSample;
import dev.millrace.evaluation.knownitem.KnownItems;
import dev.millrace.evaluation.report.KnownItemReport;
import dev.millrace.evaluation.run.Evaluation;
import dev.millrace.standalone.EvaluateCommand.Outcome;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** {@code evaluate --known-items}: how often each mode finds the document that a sentence was taken from. */
final class KnownItemRun {

    /** Not every document has a fit sentence. */
    private static final int DOCUMENTS_PER_QUESTION = 2;
    /** As many as OpenSearch gives at once. */
    private static final int MOST_DOCUMENTS = 10_000;

    private final Workshop workshop;
    private final int questions;

    KnownItemRun(Workshop workshop, int questions) {
        this.workshop = workshop;
        this.questions = questions;
    }

    /** Measures a system that runs, on what it holds. */
    Outcome ofRunning(DataFolder folder) throws InterruptedException {
        SystemState state = RunningSystem.of(folder).state();
        Settings settings =
                SettingsLoader.ofProcess().load(state.config().orElse(null), SystemPlan.overrides(folder, state));
        OpenSearchConfig openSearch = OpenSearchConfig.from(settings);
        return measure(state.httpPort(), settings, new IndexSample(openSearch.url(), openSearch.alias()));
    }

    /** Indexes the files of a folder first. */
    Outcome ofFiles(Path docs) throws InterruptedException {
        EvaluationSystem system = workshop.start("system", docs, Map.of());
        system.await(DocumentFiles.in(docs).size(), workshop.line());
        return measure(system.httpPort(), system.settings(), system.sample());
    }

    private Outcome measure(int httpPort, Settings settings, IndexSample index) throws InterruptedException {
        KnownItems items = items(index, questions);
        List<String> facts = List.of("An index of " + index.count() + " passages.", questions(items));
        workshop.say(facts);
        Evaluation verbatim = workshop.ask(httpPort, settings, items.verbatim());
        Evaluation paraphrased = workshop.ask(httpPort, settings, items.paraphrased());
        KnownItemReport report = new KnownItemReport(verbatim, paraphrased);
        return new Outcome(report.text(), report.json(), report.html(facts));
    }

    /** What was asked, and why it is not more. */
    static String questions(KnownItems items) {
        return items.size()
                + " questions, each a sentence of another document (sentences of 6 to 40 words were looked for"
                + " in " + items.documents()
                + " documents, not all have one); asked as it stands, and with two fifths of"
                + " its words dropped and the others shuffled.";
    }

    static KnownItems items(IndexSample index, int questions) throws InterruptedException {
        int documents = Math.min(MOST_DOCUMENTS, questions * DOCUMENTS_PER_QUESTION);
        KnownItems items = KnownItems.of(index.passages(documents), questions);
        if (items.size() == 0) {
            throw CommandFailure.wrongUse(
                    "The index holds no sentence that could be asked for: add documents with text");
        }
        return items;
    }
}
