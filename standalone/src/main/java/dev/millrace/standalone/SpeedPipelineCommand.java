package dev.millrace.standalone;

import dev.millrace.evaluation.speed.PipelineReport;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code millrace speed pipeline}. */
@Command(
        name = "pipeline",
        description = "The same files through a whole system of its own, through langchain4j's ingestor into the same"
                + " OpenSearch, and their chunks through the bare encoder: documents and chunks a second, and ratios.")
final class SpeedPipelineCommand extends SubCommand {
    private static final int MOST_FILES = 100_000;
    private static final int MOST_ROUNDS = 100;

    @Option(names = "--docs", paramLabel = "DIR", required = true, description = "A folder of files.")
    private Path docs = Path.of(".");

    @Option(
            names = "--files",
            paramLabel = "N",
            defaultValue = "300",
            description = "The most files that are taken, spread evenly over the folder (default: 300).")
    private int files;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "3",
            description = "How often each has its turn, after one that does not count (default: 3).")
    private int rounds;

    @Option(names = "--config", paramLabel = "FILE", description = "The settings to measure (default: the defaults).")
    private @Nullable Path config;

    @Option(names = "--json", paramLabel = "FILE", description = "Write the figures to this file.")
    private @Nullable Path json;

    @Override
    public Integer call() throws InterruptedException {
        DocumentFiles.check(docs);
        requireWithin("--files", files, 1, MOST_FILES);
        requireWithin("--rounds", rounds, 1, MOST_ROUNDS);
        Footprint.requireKnowable();
        PipelineRun.Plan plan = new PipelineRun.Plan(docs, files, rounds);
        PipelineReport report = Workshop.forSpeed(config, out(), workshop -> PipelineRun.measure(workshop, plan));
        out().println();
        out().print(report.text());
        out().flush();
        ReportFile.write(json, report.json());
        return OK;
    }
}
