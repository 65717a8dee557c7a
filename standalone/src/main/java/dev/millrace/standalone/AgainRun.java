package dev.millrace.standalone;

import dev.millrace.evaluation.speed.AgainReport;
import dev.millrace.evaluation.speed.AgainReport.Edit;
import dev.millrace.evaluation.speed.AgainReport.Pass;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** {@code speed again}: documents once, the same once more, and single paragraphs of them edited. */
final class AgainRun {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /** So that an edit meets a system at rest, with its last refresh over. */
    private static final Duration REST = Duration.ofMillis(700);
    /** Shorter than for a first pass, which takes much longer. */
    private static final Duration AGAIN_PAUSE = Duration.ofMillis(10);

    private static final int WARM_UP_DROPS = 60;

    private final Workshop workshop;
    private final SpeedSystem system;
    private final AgainCorpus corpus;

    /**
     * What is measured.
     *
     * @param files generated, where no folder is named
     * @param docs the folder of the documents; null for generated ones
     */
    record Plan(int files, int edits, @Nullable Path docs) {}

    private AgainRun(Workshop workshop, SpeedSystem system, AgainCorpus corpus) {
        this.workshop = workshop;
        this.system = system;
        this.corpus = corpus;
    }

    static AgainReport measure(Workshop workshop, Plan plan) throws InterruptedException {
        AgainCorpus corpus = AgainCorpus.of(plan);
        List<String> facts = facts(plan, corpus);
        workshop.say(facts);
        SpeedSystem system = SpeedSystem.start(workshop, Map.of());
        return new AgainRun(workshop, system, corpus).measure(facts, plan.edits());
    }

    private AgainReport measure(List<String> facts, int edits) throws InterruptedException {
        workshop.line().show("Warming up");
        new DropLoads(system, new DropSupply(null), workshop.line()).burst(WARM_UP_DROPS);
        workshop.line().show("The first time");
        PipelineCounts before = system.counts();
        Pass first = pass(() -> system.awaitTaken(before, corpus.size()));
        workshop.line().show("The same again");
        PipelineCounts between = system.counts();
        Pass again = pass(() -> PipelineCounts.await(
                system.running(),
                between,
                counts -> counts.unchanged() + counts.taken(),
                corpus.size(),
                counts -> AGAIN_PAUSE));
        List<Edit> measured = new ArrayList<>();
        for (int i = 0; i < edits; i++) {
            workshop.line().show("Edit " + (i + 1) + " of " + edits);
            measured.add(edit(i));
        }
        workshop.line().end("All edits measured.");
        return new AgainReport(facts, first, again, measured);
    }

    /** Waits until documents are done, and says what was counted since they came. */
    private interface Done {
        PipelineCounts await() throws InterruptedException;
    }

    private Pass pass(Done done) throws InterruptedException {
        corpus.stage(system.beside());
        Thread.sleep(REST);
        long begin = System.nanoTime();
        corpus.moveInto(system.inbox(), system.beside());
        PipelineCounts counts = done.await();
        return new Pass(corpus.size(), (System.nanoTime() - begin) / 1e9, counts.made(), counts.computed());
    }

    private Edit edit(int number) throws InterruptedException {
        Drop edited = corpus.edit(number);
        Thread.sleep(REST);
        PipelineCounts before = system.counts();
        CompletableFuture<OptionalDouble> found = system.watch().expect(edited, System.nanoTime(), PATIENCE);
        system.put(edited);
        OptionalDouble seconds = SearchWatch.await(found);
        PipelineCounts counts = system.awaitTaken(before, 1);
        return new Edit(seconds.orElse(PATIENCE.toMillis() / 1e3), seconds.isPresent(), counts.computed());
    }

    private static List<String> facts(Plan plan, AgainCorpus corpus) {
        String generated = "generated texts of " + AgainCorpus.PARAGRAPHS
                + " paragraphs of some 90 words each, out of this project's own documentation";
        return List.of(
                plan.docs() == null
                        ? "Indexed are " + corpus.size() + " " + generated + "."
                        : "Indexed are the " + (corpus.size() - corpus.editable()) + " files of " + plan.docs()
                                + " and " + corpus.editable() + " " + generated + ", which are those that are edited.",
                "Again: each file is replaced by a new one with the same bytes.",
                "Edited: a word is written into the middle paragraph of a file; the time ends with the answer of the"
                        + " search API that finds it.",
                "The system was warmed up by " + WARM_UP_DROPS + " other documents before.");
    }
}
