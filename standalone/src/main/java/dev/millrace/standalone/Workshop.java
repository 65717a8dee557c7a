package dev.millrace.standalone;

import dev.millrace.core.config.ConfigException;
import dev.millrace.core.config.Settings;
import dev.millrace.core.config.SettingsLoader;
import dev.millrace.core.service.Closer;
import dev.millrace.core.service.Logging;
import dev.millrace.embedded.EmbeddedStackException;
import dev.millrace.evaluation.beir.BeirCollection;
import dev.millrace.evaluation.beir.BeirDocument;
import dev.millrace.evaluation.beir.BeirException;
import dev.millrace.evaluation.beir.BeirQuery;
import dev.millrace.evaluation.run.Evaluation;
import dev.millrace.evaluation.run.Evaluator;
import dev.millrace.evaluation.run.HttpSearchApi;
import dev.millrace.evaluation.run.RenamedDocuments;
import dev.millrace.evaluation.run.SearchFailedException;
import dev.millrace.evaluation.run.SearchMode;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What every evaluation works with.
 *
 * @param folder where systems of its own have their data
 * @param closer ends what was started, also on a signal
 * @param config the file of settings to be measured
 */
record Workshop(
        EvaluationFolder folder, Closer closer, @Nullable Path config, PrintWriter out, ProgressLine line) {

    /** What is done in a workshop. */
    @FunctionalInterface
    interface Work<T> {
        T in(Workshop workshop) throws InterruptedException;
    }

    /**
     * Has something measured, ends what was started for it, also on a signal, and says what went wrong as a command does.
     *
     * @param folder closed at the end
     */
    static <T> T in(EvaluationFolder folder, @Nullable Path config, PrintWriter out, Work<T> work)
            throws InterruptedException {
        try (Closer closer = new Closer()) {
            closer.register(folder);
            Runtime.getRuntime().addShutdownHook(new Thread(closer::close, "end"));
            return work.in(new Workshop(folder, closer, config, out, new ProgressLine(out)));
        } catch (BeirException | ConfigException e) {
            throw CommandFailure.wrongUse(String.valueOf(e.getMessage()));
        } catch (EmbeddedStackException | SearchFailedException e) {
            throw CommandFailure.failed(String.valueOf(e.getMessage()));
        }
    }

    /** Has the speed of a system of its own measured, in a folder that is removed, where its log is too. */
    static <T> T forSpeed(@Nullable Path config, PrintWriter out, Work<T> work) throws InterruptedException {
        EvaluationFolder folder = EvaluationFolder.open(null);
        SystemLog.configure(folder.system("speed"), false);
        Logging.bridge();
        return in(folder, config, out, work);
    }

    /** What is measured, without what a system of an evaluation's own adds. */
    Settings settings() {
        return SettingsLoader.ofProcess().load(config, Map.of());
    }

    /**
     * Starts a system on a folder of its own.
     *
     * @param documents the folder whose files it indexes; null for none
     */
    EvaluationSystem start(String name, @Nullable Path documents, Map<String, String> overrides)
            throws InterruptedException {
        return closer.register(EvaluationSystem.start(folder.system(name), documents, config, overrides, out));
    }

    /**
     * Asks a system a collection's questions in all modes.
     *
     * @param judgedBy from the id that a document has in the index to the one it is judged by
     */
    Evaluation ask(EvaluationSystem system, BeirCollection collection, UnaryOperator<String> judgedBy)
            throws InterruptedException {
        return ask(system.httpPort(), system.settings(), collection.documents(), collection.queries(), judgedBy);
    }

    /** Asks the system on a port questions about its own documents in all modes. */
    Evaluation ask(int httpPort, Settings settings, List<BeirQuery> queries) throws InterruptedException {
        return ask(httpPort, settings, List.of(), queries, UnaryOperator.identity());
    }

    private Evaluation ask(
            int httpPort,
            Settings settings,
            List<BeirDocument> documents,
            List<BeirQuery> queries,
            UnaryOperator<String> judgedBy)
            throws InterruptedException {
        try (HttpSearchApi api = api(httpPort, settings)) {
            Evaluation evaluation = new Evaluator(new RenamedDocuments(api, judgedBy), documents, line::show)
                    .evaluate(queries, SearchMode.of(reranks(settings)));
            line.end("All " + queries.size() + " questions asked in "
                    + evaluation.results().size() + " modes.");
            return evaluation;
        }
    }

    /** Asks the system on a port. */
    HttpSearchApi api(int httpPort, Settings settings) {
        return new HttpSearchApi(httpPort, reranks(settings));
    }

    private static boolean reranks(Settings settings) {
        return settings.optionalString("search.rerank.model").isPresent();
    }

    void say(List<String> sentences) {
        sentences.forEach(out::println);
        out.flush();
    }
}
