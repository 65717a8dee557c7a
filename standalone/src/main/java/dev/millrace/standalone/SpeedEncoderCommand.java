package dev.millrace.standalone;

import dev.millrace.evaluation.speed.EncoderSpeed;
import dev.millrace.evaluation.speed.EncoderSpeedReport;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code millrace speed encoder}. */
@Command(
        name = "encoder",
        description =
                "The encoder beside langchain4j's, on the same texts: chunks and tokens a second, and their ratios.")
final class SpeedEncoderCommand extends SubCommand {
    private static final int MOST_ROUNDS = 1_000;
    private static final int MOST_SECONDS = 600;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "7",
            description = "How often each has its turn at each length of texts (default: 7).")
    private int rounds;

    @Option(names = "--seconds", paramLabel = "S", defaultValue = "2", description = "How long a turn is (default: 2).")
    private double seconds;

    @Option(names = "--json", paramLabel = "FILE", description = "Write the figures to this file.")
    private @Nullable Path json;

    @Override
    public Integer call() {
        requireWithin("--rounds", rounds, 1, MOST_ROUNDS);
        requirePositive("--seconds", seconds, MOST_SECONDS);
        ProgressLine line = new ProgressLine(out());
        Duration turn = Duration.ofNanos(Math.round(seconds * 1e9));
        EncoderSpeedReport report = new EncoderSpeed(rounds, turn, line::show).measure();
        line.end("All " + rounds + " rounds done.");
        out().println();
        out().print(report.text());
        out().flush();
        ReportFile.write(json, report.json());
        return OK;
    }
}
