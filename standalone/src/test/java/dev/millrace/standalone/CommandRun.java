package dev.millrace.standalone;

import dev.millrace.core.config.Settings;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;

/** Commands as they are typed, on the system of a test. */
final class CommandRun {

    private final Path config;

    /**
     * @param settings of the system, whose addresses and inbox the commands are to find
     */
    CommandRun(Settings settings) throws IOException {
        config = Files.createTempFile("millrace", ".conf");
        config.toFile().deleteOnExit();
        Files.writeString(config, """
                millrace.kafka.bootstrap-servers = "%s"
                millrace.opensearch.url = "%s"
                millrace.ingest.sources.inbox.folder = "%s"
                """.formatted(
                        settings.string("kafka.bootstrap-servers"),
                        settings.string("opensearch.url"),
                        settings.string("ingest.sources.inbox.folder")));
    }

    /** What a command gave. */
    record Ended(int status, String out, String err) {}

    Ended run(String... words) {
        List<String> args = new ArrayList<>(List.of(words));
        args.addAll(List.of("--config", config.toString()));
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine command =
                Millrace.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        return new Ended(command.execute(args.toArray(String[]::new)), out.toString(), err.toString());
    }
}
