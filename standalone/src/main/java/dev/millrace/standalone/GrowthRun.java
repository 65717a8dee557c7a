package dev.millrace.standalone;

import dev.millrace.embed.EmbedConfig;
import dev.millrace.embed.EncoderOpening;
import dev.millrace.encoder.MiniLmEncoder;
import dev.millrace.encoder.MiniLmTokenizer;
import dev.millrace.evaluation.beir.BeirCollection;
import dev.millrace.evaluation.speed.GrowthCorpus;
import dev.millrace.evaluation.speed.GrowthReport;
import dev.millrace.evaluation.speed.GrowthReport.Plan;
import dev.millrace.evaluation.speed.GrowthStep;
import dev.millrace.evaluation.speed.GrowthTexts;
import dev.millrace.evaluation.speed.Percentile;
import dev.millrace.evaluation.speed.Progression;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** {@code speed growth}: an index that grows step by step, and what it does and takes at each. */
final class GrowthRun {

    static final int FEWEST_TEXTS = 10;
    private static final int MOST_WARM_UP = 2_000;
    private static final int WARM_UP_WRITES = 10;
    private static final int WIDEST_WINDOW = 10_000;
    private static final Duration LOOK = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final Workshop workshop;
    private final MeasuredSystem system;
    private final Footprint footprint;
    private final GrowthCorpus corpus;
    private final Plan plan;

    private GrowthRun(Workshop workshop, MeasuredSystem system, GrowthCorpus corpus, Plan plan) {
        this.workshop = workshop;
        this.system = system;
        this.footprint = Footprint.of(system.folder(), system.process());
        this.corpus = corpus;
        this.plan = plan;
    }

    /**
     * Starts a system, embeds the real texts as it does, and lets its index grow.
     *
     * @param collection whose documents the real texts are cut from; null for texts of the project's own
     * @param steps numbers of chunks, growing
     */
    static GrowthReport measure(
            Workshop workshop, @Nullable BeirCollection collection, List<Integer> steps, int real, int questions)
            throws InterruptedException {
        GrowthTexts texts = texts(collection, real);
        DataFolder folder = workshop.folder().system("system");
        MeasuredSystem system = MeasuredSystem.start(folder, workshop.config(), workshop.closer(), workshop.out());
        GrowthCorpus corpus = corpus(workshop, texts, EmbedConfig.from(system.settings()));
        Plan plan = plan(steps, texts.origin(), corpus.realChunks(), questions);
        return new GrowthRun(workshop, system, corpus, plan).grow(steps);
    }

    private static GrowthTexts texts(@Nullable BeirCollection collection, int most) {
        if (collection == null) {
            try (MiniLmTokenizer tokenizer = MiniLmTokenizer.open(null)) {
                return GrowthTexts.ofProject(most, tokenizer);
            }
        }
        GrowthTexts texts = GrowthTexts.of(collection, most);
        if (texts.texts().size() < FEWEST_TEXTS) {
            throw CommandFailure.wrongUse("At least " + FEWEST_TEXTS + " texts are needed to make others of, and "
                    + texts.origin() + " has " + texts.texts().size() + ": name a larger collection");
        }
        return texts;
    }

    private static GrowthCorpus corpus(Workshop workshop, GrowthTexts texts, EmbedConfig config)
            throws InterruptedException {
        try (MiniLmEncoder encoder = EncoderOpening.open(config)) {
            GrowthCorpus corpus = GrowthCorpus.embed(texts, encoder, workshop.line()::show);
            workshop.line().end(corpus.realChunks() + " texts embedded.");
            return corpus;
        }
    }

    /** The windows are equal, so none may be longer than the shortest way from step to step. */
    static Plan plan(List<Integer> steps, String origin, int real, int questions) {
        int warmUp = Math.min(MOST_WARM_UP, steps.getFirst() / 5);
        int shortest = IntStream.range(1, steps.size())
                .map(i -> steps.get(i) - steps.get(i - 1))
                .reduce(steps.getFirst() - warmUp, Math::min);
        return new Plan(origin, real, Math.min(WIDEST_WINDOW, shortest), warmUp, WARM_UP_WRITES, questions);
    }

    private GrowthReport grow(List<Integer> steps) throws InterruptedException {
        try (GrowthFeed feed = new GrowthFeed(corpus, system.settings(), system.running(), workshop.line())) {
            for (int edition = 1; edition < WARM_UP_WRITES; edition++) {
                feed.grow(0, plan.warmUpChunks(), edition);
            }
            feed.grow(0, plan.warmUpChunks(), 0);
            workshop.line().end("Warmed up with " + plan.warmUpChunks() + " chunks.");
            List<GrowthStep> measured = new ArrayList<>();
            int from = plan.warmUpChunks();
            int question = 0;
            for (int chunks : steps) {
                measured.add(step(feed, from, chunks, question));
                from = chunks;
                question = GrowthQuestions.after(question, plan.questions());
            }
            return new GrowthReport(plan, measured);
        }
    }

    private GrowthStep step(GrowthFeed feed, int from, int chunks, int firstQuestion) throws InterruptedException {
        Footprint.Cpu before = footprint.cpu();
        Progression progression = feed.grow(from, chunks, 0);
        awaitRest(chunks);
        Footprint.Cpu after = footprint.cpu();
        workshop.line().show("Searching " + chunks + " chunks");
        GrowthQuestions asked = GrowthQuestions.ask(system.running(), corpus, chunks, firstQuestion, plan.questions());
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
        workshop.line().end(String.format(Locale.ROOT, "%d chunks: %.0f chunks/s", chunks, step.chunksPerSecond()));
        return step;
    }

    /** Until all is found, and the index has settled. */
    private void awaitRest(int chunks) throws InterruptedException {
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
