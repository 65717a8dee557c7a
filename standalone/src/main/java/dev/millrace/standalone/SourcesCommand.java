package dev.millrace.standalone;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code millrace sources}. */
@Command(
        name = "sources",
        description = "The folders and buckets that are watched.",
        subcommands = {SourcesListCommand.class, ConfirmDeletionsCommand.class},
        mixinStandardHelpOptions = true,
        versionProvider = Millrace.Version.class)
final class SourcesCommand implements Runnable {

    @Spec
    @SuppressWarnings("NullAway.Init") // injected by picocli
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do: list, confirm-deletions");
    }
}
