package dev.millrace.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class WrongUseTest {

    private static final String COLLECTION = "../evaluation/src/test/resources/beir/harbour";

    @TempDir
    static Path empty;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    static Stream<Arguments> wrongUses() {
        String data = empty.resolve("data").toString();
        return Stream.of(
                Arguments.of("Say what to do: up, down", new String[] {}),
                Arguments.of("did you mean", new String[] {"serach", "words"}),
                Arguments.of("There is no --jsn (did you mean --json", new String[] {"search", "--jsn", "words"}),
                Arguments.of("WORDS", new String[] {"search"}),
                Arguments.of("FILE|DIR", new String[] {"add"}),
                Arguments.of(
                        "'http' is not a port: give a number from 1 to 65535",
                        new String[] {"up", "--http-port", "http", "--data", data}),
                Arguments.of("'65536' is not a port", new String[] {"up", "--kafka-port", "65536", "--data", data}),
                Arguments.of("'0' is not a port", new String[] {"up", "--opensearch-port", "0", "--data", data}),
                Arguments.of(
                        "can't share a port",
                        new String[] {"up", "--kafka-port", "20001", "--http-port", "20001", "--data", data}),
                Arguments.of(
                        "can't be read: check the name",
                        new String[] {"up", "--config", data + "/none.conf", "--data", data}),
                Arguments.of("--inbox", new String[] {"up", "--inbox"}),
                Arguments.of("Say what to do: list", new String[] {"dead-letters"}),
                Arguments.of("growing numbers", new String[] {"speed", "growth", "--steps", "2000,1000"}),
                Arguments.of("--questions must be from 1", new String[] {"speed", "growth", "--questions", "0"}),
                Arguments.of("start one with", new String[] {"verify", "--data", data}),
                Arguments.of("'soon' is no time", new String[] {"verify", "--patience", "soon", "--data", data}),
                Arguments.of("can't be read: check the name", new String[] {"verify", "--config", data + "/none.conf"}),
                Arguments.of("LATE", new String[] {"dead-letters", "list", "--reason", "LATE", "--data", data}),
                Arguments.of(
                        "'yesterday' is no time",
                        new String[] {"dead-letters", "drop", "--since", "yesterday", "--data", data}),
                Arguments.of("start one with `millrace up --detach", new String[] {"status", "--data", data}),
                Arguments.of("start one with", new String[] {"search", "--data", data, "words"}),
                Arguments.of("start one with", new String[] {"dead-letters", "list", "--data", data}),
                Arguments.of("start one with", new String[] {"add", "--data", data, "pom.xml"}),
                Arguments.of("--known-items", new String[] {"evaluate"}),
                Arguments.of("corpus.jsonl: is not there", new String[] {"evaluate", "--beir", empty.toString()}),
                Arguments.of("name a folder of files with --docs", new String[] {"evaluate", "--chunkers", "fixed"}),
                Arguments.of("start one with", new String[] {"evaluate", "--known-items", "--data", data}),
                Arguments.of("Say what to measure: encoder", new String[] {"speed"}),
                Arguments.of(
                        "--rounds must be from 1 to 1000, is 0", new String[] {"speed", "encoder", "--rounds", "0"}),
                Arguments.of("--seconds must be above 0", new String[] {"speed", "encoder", "--seconds", "0"}),
                Arguments.of("--seconds must be above 0", new String[] {"speed", "freshness", "--seconds", "0"}),
                Arguments.of("--drops must be from 1", new String[] {"speed", "freshness", "--drops", "0"}),
                Arguments.of("is none", new String[] {"speed", "freshness", "--docs", data}),
                Arguments.of("--edits must be from 1", new String[] {"speed", "again", "--edits", "0"}),
                Arguments.of("--files must be from 1", new String[] {"speed", "again", "--files", "0"}),
                Arguments.of("There is no missing.pdf", new String[] {"add", "--data", data, "missing.pdf"}));
    }

    @ParameterizedTest
    @MethodSource("wrongUses")
    void endsWithStatusTwoAndOneLineThatNamesTheFix(String expected, String[] args) {
        assertThat(run(args)).isEqualTo(2);
        assertThat(err.toString()).startsWith("millrace: ").contains(expected).hasLineCount(1);
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void weightsAreNotSoughtForAFusionThatHasNone() throws IOException {
        Path config = Files.writeString(empty.resolve("rrf.conf"), "millrace.search.fusion = rrf");

        assertThat(run("evaluate", "--beir", COLLECTION, "--tune", "--config", config.toString()))
                .isEqualTo(2);
        assertThat(err.toString()).contains("no weights to be found for rrf").hasLineCount(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"up", "down", "add", "search", "status", "dead-letters", "evaluate", "speed"})
    void everyCommandExplainsItself(String command) {
        assertThat(run(command, "--help")).isZero();
        assertThat(out.toString()).startsWith("Usage: millrace " + command);
    }

    @Test
    void thereIsAVersion() {
        assertThat(run("--version")).isZero();
        assertThat(out.toString()).startsWith("Millrace ");
    }

    @Test
    void endingWhatDoesNotRunIsFine() {
        assertThat(run("down", "--data", empty.resolve("none").toString())).isZero();
        assertThat(out.toString()).contains("No Millrace is running").contains("nothing to end");
    }

    private int run(String... args) {
        CommandLine command =
                Millrace.commandLine().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        return command.execute(args);
    }
}
