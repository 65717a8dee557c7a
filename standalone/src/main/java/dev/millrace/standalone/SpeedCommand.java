package dev.millrace.standalone;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code millrace speed}. */
@Command(
        name = "speed",
        description = "Measure how fast Millrace is beside what people would use instead.",
        subcommands = {
            SpeedEncoderCommand.class,
            SpeedPipelineCommand.class,
            SpeedFreshnessCommand.class,
            SpeedAgainCommand.class,
            SpeedGrowthCommand.class
        },
        mixinStandardHelpOptions = true,
        versionProvider = Millrace.Version.class)
final class SpeedCommand implements Runnable {

    @Spec
    @SuppressWarnings("NullAway.Init") // injected by picocli
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "Say what to measure: encoder, pipeline, freshness, again, growth");
    }
}
