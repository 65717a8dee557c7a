package dev.millrace.standalone;

import dev.millrace.evaluation.speed.AgainReport;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code millrace speed again}. */
@Command(
        name = "again",
        description = "What the same documents cost once more, unchanged, and what one edited paragraph costs, on a"
                + " system of its own.")
final class SpeedAgainCommand extends SubCommand {
    private static final int MOST_FILES = 100_000;
    private static final int MOST_EDITS = 1_000;

    @Option(
            names = "--files",
            paramLabel = "N",
            defaultValue = "200",
            description = "How many files are generated, where --docs names none (default: 200).")
    private int files;

    @Option(
            names = "--edits",
            paramLabel = "N",
            defaultValue = "10",
            description = "How many times a paragraph is edited (default: 10).")
    private int edits;

    @Option(
            names = "--docs",
            paramLabel = "DIR",
            description = "A folder of files to index; they are copied, with a few generated ones, to be edited, beside"
                    + " them (default: generated texts).")
    private @Nullable Path docs;

    @Option(names = "--config", paramLabel = "FILE", description = "The settings to measure (default: the defaults).")
    private @Nullable Path config;

    @Option(names = "--json", paramLabel = "FILE", description = "Write the figures to this file.")
    private @Nullable Path json;

    @Override
    public Integer call() throws InterruptedException {
        requireWithin("--files", files, 1, MOST_FILES);
        requireWithin("--edits", edits, 1, MOST_EDITS);
        DocumentFiles.check(docs);
        AgainRun.Plan plan = new AgainRun.Plan(files, edits, docs);
        AgainReport report = Workshop.forSpeed(config, out(), workshop -> AgainRun.measure(workshop, plan));
        out().println();
        out().print(report.text());
        out().flush();
        ReportFile.write(json, report.json());
        return OK;
    }
}
