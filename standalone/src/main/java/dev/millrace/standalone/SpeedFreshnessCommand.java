package dev.millrace.standalone;

import dev.millrace.evaluation.speed.FreshnessReport;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code millrace speed freshness}. */
@Command(
        name = "freshness",
        description = "How long from a drop until a search finds it, idle and at 25, 50 and 80 % of the capacity, on a"
                + " system of its own.")
final class SpeedFreshnessCommand extends SubCommand {
    private static final int MOST_SECONDS = 3_600;
    private static final int MOST_DROPS = 10_000;

    @Option(
            names = "--seconds",
            paramLabel = "S",
            defaultValue = "30",
            description = "How long each load lasts (default: 30).")
    private double seconds;

    @Option(
            names = "--drops",
            paramLabel = "N",
            defaultValue = "40",
            description = "How many documents are dropped one after the other while it is idle (default: 40).")
    private int drops;

    @Option(
            names = "--docs",
            paramLabel = "DIR",
            description = "A folder of files to drop, at most 100 of them, again and again (default: generated texts).")
    private @Nullable Path docs;

    @Option(names = "--config", paramLabel = "FILE", description = "The settings to measure (default: the defaults).")
    private @Nullable Path config;

    @Option(names = "--json", paramLabel = "FILE", description = "Write the figures to this file.")
    private @Nullable Path json;

    @Option(
            names = "--html",
            paramLabel = "FILE",
            description = "Write a report for people, with a plot, to this file.")
    private @Nullable Path html;

    @Override
    public Integer call() throws InterruptedException {
        requirePositive("--seconds", seconds, MOST_SECONDS);
        requireWithin("--drops", drops, 1, MOST_DROPS);
        DocumentFiles.check(docs);
        FreshnessRun.Plan plan = new FreshnessRun.Plan(Duration.ofNanos(Math.round(seconds * 1e9)), drops, docs);
        FreshnessReport report = Workshop.forSpeed(config, out(), workshop -> FreshnessRun.measure(workshop, plan));
        out().println();
        out().print(report.text());
        out().flush();
        ReportFile.write(json, report.json());
        ReportFile.write(html, report.html());
        return OK;
    }
}
