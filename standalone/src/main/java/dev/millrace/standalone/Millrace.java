package dev.millrace.standalone;

import java.io.PrintWriter;
import java.util.List;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command line. Wrong use ends with status 2 and one line that names the fix; a failure with status 1 and one. */
@Command(
        name = "millrace",
        description = "Files and Kafka documents, searchable by keyword and by meaning in OpenSearch.",
        mixinStandardHelpOptions = true,
        versionProvider = Millrace.Version.class,
        subcommands = {
            UpCommand.class,
            DownCommand.class,
            AddCommand.class,
            SearchCommand.class,
            StatusCommand.class,
            SourcesCommand.class,
            VerifyCommand.class,
            EvaluateCommand.class,
            SpeedCommand.class,
            DeadLettersCommand.class
        })
public final class Millrace implements Runnable {

    /** What the one line begins with. */
    static final String PREFIX = "millrace: ";

    @Spec
    @SuppressWarnings("NullAway.Init") // injected by picocli
    private CommandSpec spec;

    public static void main(String[] args) {
        CommandLine command = commandLine();
        int status = command.execute(args);
        command.getOut().flush();
        System.exit(status);
    }

    static CommandLine commandLine() {
        return new CommandLine(new Millrace())
                .setParameterExceptionHandler((e, args) -> wrongUse(e))
                .setExecutionExceptionHandler((e, command, parsed) -> failure(e, command))
                .setAbbreviatedOptionsAllowed(false);
    }

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "Say what to do: " + String.join(", ", spec.subcommands().keySet()));
    }

    private static int wrongUse(ParameterException e) {
        CommandLine command = e.getCommandLine();
        String message = String.valueOf(e.getMessage());
        if (e instanceof UnmatchedArgumentException unmatched) {
            List<String> suggestions = unmatched.getSuggestions();
            message = "There is no " + String.join(" ", unmatched.getUnmatched())
                    + (suggestions.isEmpty() ? "" : " (did you mean " + String.join(" or ", suggestions) + "?)");
        }
        String help = command.getCommandSpec().qualifiedName() + " --help";
        return sentence(command.getErr(), message + ": `" + help + "` tells more", CommandFailure.WRONG_USE);
    }

    private static int failure(Exception e, CommandLine command) {
        return switch (e) {
            case CommandFailure failure ->
                sentence(command.getErr(), String.valueOf(failure.getMessage()), failure.exitStatus());
            default -> {
                LoggerFactory.getLogger(Millrace.class).error("command failed", e);
                yield sentence(command.getErr(), "It failed unexpectedly: " + e, CommandFailure.FAILED);
            }
        };
    }

    private static int sentence(PrintWriter err, String message, int exitStatus) {
        err.println(PREFIX + message.strip().replaceAll("\\s*\\R\\s*", " "));
        err.flush();
        return exitStatus;
    }

    /** The version that the build wrote into the program. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Millrace.class.getPackage().getImplementationVersion();
            return new String[] {"Millrace " + (version == null ? "(not packaged)" : version)};
        }
    }
}
