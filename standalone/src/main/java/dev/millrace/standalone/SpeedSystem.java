package dev.millrace.standalone;

import dev.millrace.evaluation.run.HttpSearchApi;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * A system whose speed is measured by what is put into its inbox.
 *
 * @param beside a folder on the disk of the inbox, where files are written before they are renamed into it
 */
record SpeedSystem(EvaluationSystem system, RunningSystem running, Path inbox, Path beside, SearchWatch watch) {

    /** Long compared with what is measured, short compared with counting all. */
    static final Duration COUNT_PAUSE = Duration.ofMillis(100);

    /** @param overrides full keys and values that win over the settings to be measured */
    static SpeedSystem start(Workshop workshop, Map<String, String> overrides) throws InterruptedException {
        EvaluationSystem system = workshop.start("system", null, overrides);
        HttpSearchApi api = workshop.closer().register(workshop.api(system.httpPort(), system.settings()));
        SearchWatch watch = workshop.closer().register(new SearchWatch(api));
        RunningSystem running = system.running();
        Path inbox = running.state().inbox();
        return new SpeedSystem(system, running, inbox, inbox.resolveSibling("beside"), watch);
    }

    /** It is whole at once. */
    void put(Drop drop) {
        drop.write(beside);
        drop.move(inbox, beside);
    }

    PipelineCounts counts() {
        return PipelineCounts.of(running);
    }

    /** Returns when so many documents that are new or changed are in the index. */
    PipelineCounts awaitTaken(PipelineCounts before, int documents) throws InterruptedException {
        return PipelineCounts.await(running, before, PipelineCounts::taken, documents, counts -> COUNT_PAUSE);
    }
}
