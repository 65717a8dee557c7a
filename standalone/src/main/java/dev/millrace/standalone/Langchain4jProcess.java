package dev.millrace.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.millrace.evaluation.speed.Langchain4jIngestor;
import dev.millrace.evaluation.speed.Langchain4jIngestor.Ingested;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/** {@link Langchain4jIngestor} in a process of its own, with the JVM's own defaults. */
final class Langchain4jProcess implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();

    private final Process process;
    private final BufferedWriter orders;
    private final BufferedReader answers;

    private Langchain4jProcess(Process process) {
        this.process = process;
        this.orders = process.outputWriter(UTF_8);
        this.answers = process.inputReader(UTF_8);
    }

    /** @param log gets what it says, of files that it can't parse above all */
    static Langchain4jProcess start(URI openSearch, Path log) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> command = List.of(
                java,
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=error",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                SystemJvm.classPath(),
                Langchain4jIngestor.class.getName(),
                openSearch.toString());
        try {
            return new Langchain4jProcess(
                    new ProcessBuilder(command).redirectError(log.toFile()).start());
        } catch (IOException e) {
            throw CommandFailure.failed("The process of langchain4j's ingestor can't be started: " + e);
        }
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    /** Brings the files of a folder into an index of its own. */
    Ingested ingest(String index, int segmentChars, Path folder) {
        try {
            orders.write(index + "\t" + segmentChars + "\t" + folder + "\n");
            orders.flush();
            String answer = answers.readLine();
            if (answer == null) {
                throw CommandFailure.failed(
                        "langchain4j's ingestor has ended on these files: leave out those it can't bear, with --files"
                                + " or another folder");
            }
            return JSON.readValue(answer, Ingested.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
    }
}
