package dev.millrace.standalone.campaign;

import dev.millrace.standalone.campaign.Document.Way;
import dev.millrace.standalone.campaign.Operation.Change;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Measures what the same documents cost a second time: the very same once more, and then the same texts under other
 * names, which are new documents whose vectors are known.
 */
final class Again {

    private static final int PARAGRAPHS = 60;
    private static final Duration LOOK = Duration.ofMillis(50);
    private static final Duration DEADLINE = Duration.ofMinutes(60);

    private final Workbench bench;
    private final List<Document> documents = new ArrayList<>();

    private Again(Workbench bench) {
        this.bench = bench;
    }

    /** Returns whether nothing was embedded twice, and prints what it took. */
    static boolean run(Path folder, long seed, int files) throws IOException, InterruptedException {
        try (Workbench bench = Workbench.start(folder, seed)) {
            return new Again(bench).run(new Random(seed), files);
        }
    }

    private boolean run(Random random, int files) throws IOException, InterruptedException {
        List<Text> texts = new ArrayList<>();
        for (int i = 0; i < files; i++) {
            documents.add(new Document(Way.FOLDER, "first/" + i + ".txt"));
            texts.add(Text.random(random, PARAGRAPHS));
        }
        double first = measure("chunked", () -> putAll(documents, texts));
        double embedded = computed();
        double second = measure("unchanged", this::repeatAll);
        double embeddedAgain = computed() - embedded;
        List<Document> copies = documents.stream()
                .map(document -> new Document(Way.FOLDER, document.name().replace("first", "copy")))
                .toList();
        double copied = measure("chunked", () -> putAll(copies, texts));
        double embeddedForCopies = computed() - embedded - embeddedAgain;
        System.out.println("""
                %d files of %d paragraphs
                first time:             %.2f s, %.0f texts embedded
                the same again:         %.2f s, %.0f texts embedded: %.0f times as fast
                under other names:      %.2f s, %.0f texts embedded: %.0f times as fast
                """.formatted(
                        files,
                        PARAGRAPHS,
                        first,
                        embedded,
                        second,
                        embeddedAgain,
                        first / second,
                        copied,
                        embeddedForCopies,
                        first / copied));
        return embeddedAgain == 0 && embeddedForCopies == 0;
    }

    private interface Work {
        void run() throws IOException, InterruptedException;
    }

    /** Seconds from the begin of the work until so many more documents had this outcome and nothing was left to do. */
    private double measure(String outcome, Work work) throws IOException, InterruptedException {
        double wanted = outcomes(outcome) + documents.size();
        long begin = System.nanoTime();
        work.run();
        while (outcomes(outcome) < wanted) {
            Thread.sleep(LOOK);
        }
        long ingested = System.nanoTime();
        List<Difference> differences = bench.await(DEADLINE);
        if (!differences.isEmpty()) {
            throw new IllegalStateException("the index differs: " + differences);
        }
        long end = outcome.equals("unchanged") ? ingested : System.nanoTime();
        return (end - begin) / 1e9;
    }

    private void putAll(List<Document> to, List<Text> texts) throws IOException, InterruptedException {
        for (int i = 0; i < to.size(); i++) {
            bench.carryOut(new Operation.Put(to.get(i), texts.get(i), Change.CREATE));
        }
    }

    private void repeatAll() throws IOException, InterruptedException {
        for (Document document : documents) {
            bench.carryOut(new Operation.Repeat(document));
        }
    }

    private double outcomes(String outcome) throws IOException, InterruptedException {
        return bench.rig()
                .page(Service.INGEST)
                .sum("millrace_records_total", "service=\"ingest-service\"", "outcome=\"" + outcome + "\"");
    }

    private double computed() throws IOException, InterruptedException {
        return bench.rig().page(Service.EMBED).sum("millrace_vectors_total", "origin=\"computed\"");
    }
}
