package dev.millrace.standalone;

import dev.millrace.embed.EmbedConfig;
import dev.millrace.encoder.MiniLmEncoder;
import dev.millrace.evaluation.speed.GrowthCorpus;
import dev.millrace.evaluation.speed.GrowthReport;
import dev.millrace.evaluation.speed.GrowthReport.Plan;
import dev.millrace.evaluation.speed.GrowthStep;
import dev.millrace.evaluation.speed.Percentile;
import dev.millrace.evaluation.speed.Progression;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** {@code speed growth}: an index that grows step by step, and what it does and takes at each. */
final class GrowthRun {

    private static final int MOST_WARM_UP = 2_000;
    private static final int WARM_UP_WRITES = 5;
    private static final int WIDEST_WINDOW = 10_000;
    private static final Duration LOOK = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final Workshop workshop;
    private final List<Integer> steps;
    private final int real;
    private final int questions;
    private final Plan plan;

    /** @param steps numbers of chunks, growing */
    GrowthRun(Workshop workshop, List<Integer> steps, int real, int questions) {
        this.workshop = workshop;
        this.steps = List.copyOf(steps);
        this.real = real;
        this.questions = questions;
        this.plan = plan(steps, real, questions);
    }

    /** The windows are equal, so none may be longer than the shortest way from step to step. */
    static Plan plan(List<Integer> steps, int real, int questions) {
        int warmUp = Math.min(MOST_WARM_UP, steps.getFirst() / 5);
        int shortest = IntStream.range(1, steps.size())
                .map(i -> steps.get(i) - steps.get(i - 1))
                .reduce(steps.getFirst() - warmUp, Math::min);
        return new Plan(real, Math.min(WIDEST_WINDOW, shortest), warmUp, WARM_UP_WRITES, questions);
    }

    GrowthReport measure() throws InterruptedException {
        GrowthCorpus corpus = corpus();
        DataFolder folder = workshop.folder().system("system");
        GrowthSystem system = GrowthSystem.start(folder, workshop.config(), workshop.closer(), workshop.out());
        Footprint footprint = Footprint.of(folder, system.process());
        try (GrowthFeed feed = new GrowthFeed(corpus, system.settings(), system.running(), workshop.line())) {
            for (int edition = WARM_UP_WRITES - 1; edition >= 0; edition--) {
                feed.grow(0, plan.warmUpChunks(), edition == 0 ? 0 : WARM_UP_WRITES - edition);
            }
            workshop.line().end("Warmed up with " + plan.warmUpChunks() + " chunks.");
            List<GrowthStep> measured = new ArrayList<>();
            int from = plan.warmUpChunks();
            int question = 0;
            for (int chunks : steps) {
                measured.add(step(system, footprint, feed, corpus, from, chunks, question));
                from = chunks;
                question = GrowthQuestions.after(question, questions);
            }
            return new GrowthReport(plan, measured);
        }
    }

    private GrowthCorpus corpus() {
        try (MiniLmEncoder encoder =
                MiniLmEncoder.open(EmbedConfig.from(workshop.settings()).encoder())) {
            GrowthCorpus corpus = GrowthCorpus.embed(real, encoder, workshop.line()::show);
            workshop.line().end(real + " texts embedded.");
            return corpus;
        }
    }

    private GrowthStep step(
            GrowthSystem system,
            Footprint footprint,
            GrowthFeed feed,
            GrowthCorpus corpus,
            int from,
            int chunks,
            int firstQuestion)
            throws InterruptedException {
        Footprint.Cpu before = footprint.cpu();
        Progression progression = feed.grow(from, chunks, 0);
        awaitRest(system, chunks);
        Footprint.Cpu after = footprint.cpu();
        workshop.line().show("Searching " + chunks + " chunks");
        GrowthQuestions asked = GrowthQuestions.ask(system.running(), corpus, chunks, firstQuestion, questions);
        int written = chunks - from;
        GrowthStep step = new GrowthStep(
                chunks,
                progression.perSecond(plan.window()),
                progression.perSecond(written),
                Percentile.of(asked.tookMs(), 50),
                Percentile.of(asked.tookMs(), 99),
                Percentile.of(asked.clientMs(), 50),
                Percentile.of(asked.clientMs(), 99),
                footprint.servicesRssBytes(),
                footprint.servicesPeakRssBytes(),
                footprint.openSearchRssBytes(),
                footprint.kafkaRssBytes(),
                footprint.openSearchDiskBytes(),
                footprint.kafkaDiskBytes(),
                millisPerChunk(before.services(), after.services(), written),
                millisPerChunk(before.openSearch(), after.openSearch(), written),
                millisPerChunk(before.kafka(), after.kafka(), written));
        workshop.line().end(String.format("%d chunks: %.0f chunks/s", chunks, step.chunksPerSecond()));
        return step;
    }

    /** Until all is found, and the index has settled. */
    private void awaitRest(GrowthSystem system, int chunks) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (system.searchable() < chunks || system.isMerging()) {
            workshop.line().show("Waiting until " + chunks + " chunks are searchable and merged");
            if (System.nanoTime() - deadline > 0) {
                throw CommandFailure.failed("Only " + system.searchable() + " of " + chunks
                        + " chunks can be searched, or OpenSearch still merges: is the machine too busy?");
            }
            Thread.sleep(LOOK);
        }
    }

    private static double millisPerChunk(Duration before, Duration after, int chunks) {
        return after.minus(before).toNanos() / 1e6 / chunks;
    }
}
