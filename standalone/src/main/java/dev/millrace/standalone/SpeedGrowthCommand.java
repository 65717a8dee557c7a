package dev.millrace.standalone;

import dev.millrace.evaluation.beir.BeirCollection;
import dev.millrace.evaluation.beir.BeirException;
import dev.millrace.evaluation.beir.BeirReader;
import dev.millrace.evaluation.speed.GrowthReport;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code millrace speed growth}. */
@Command(
        name = "growth",
        description = "An index that grows, by chunks that are synthetic beyond the first: rate of indexing, time of a"
                + " search, memory and disk at each size.")
final class SpeedGrowthCommand extends SubCommand {
    private static final int FEWEST_CHUNKS = 100;
    private static final int MOST_CHUNKS = 10_000_000;
    private static final int MOST_REAL = 20_000;
    private static final int MOST_QUESTIONS = 10_000;

    @Option(
            names = "--steps",
            paramLabel = "N",
            split = ",",
            defaultValue = "10000,30000,100000,200000,300000",
            description = "At how many chunks it is measured (default: ${DEFAULT-VALUE}).")
    private List<Integer> steps = List.of();

    @Option(
            names = "--beir",
            paramLabel = "DIR",
            description = "Texts of this collection's documents, in the layout of BEIR (default: of this project's"
                    + " documentation, which has few different words).")
    private @Nullable Path beir;

    @Option(
            names = "--real",
            paramLabel = "N",
            defaultValue = "2000",
            description = "How many texts the model embeds; all others are mixtures of these (default: 2000).")
    private int real;

    @Option(
            names = "--questions",
            paramLabel = "N",
            defaultValue = "300",
            description = "How many searches at each size (default: 300).")
    private int questions;

    @Option(names = "--json", paramLabel = "FILE", description = "Write the figures to this file.")
    private @Nullable Path json;

    @Option(names = "--html", paramLabel = "FILE", description = "Write a report for people, with plots, to this file.")
    private @Nullable Path html;

    @Option(names = "--config", paramLabel = "FILE", description = "The settings to measure (default: the defaults).")
    private @Nullable Path config;

    @Override
    public Integer call() throws InterruptedException {
        check();
        BeirCollection collection = beir == null ? null : collection(beir);
        GrowthReport report = Workshop.forSpeed(
                config, out(), workshop -> GrowthRun.measure(workshop, collection, steps, real, questions));
        out().println();
        out().print(report.text());
        out().flush();
        ReportFile.write(json, report.json());
        ReportFile.write(html, report.html());
        return OK;
    }

    private static BeirCollection collection(Path folder) {
        try {
            return BeirReader.read(folder, null);
        } catch (BeirException e) {
            throw CommandFailure.wrongUse(String.valueOf(e.getMessage()));
        }
    }

    private void check() {
        boolean grows = IntStream.range(1, steps.size()).allMatch(i -> steps.get(i) > steps.get(i - 1));
        if (!grows || steps.getFirst() < FEWEST_CHUNKS || steps.getLast() > MOST_CHUNKS) {
            throw CommandFailure.wrongUse("--steps must be growing numbers from " + FEWEST_CHUNKS + " to " + MOST_CHUNKS
                    + ", separated by commas, and are " + steps);
        }
        requireWithin("--real", real, GrowthRun.FEWEST_TEXTS, MOST_REAL);
        requireWithin("--questions", questions, 1, MOST_QUESTIONS);
        Footprint.requireKnowable();
    }
}
