package dev.millrace.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The whole of the commands that measure a system of their own, in small; how fast it is does not matter here. */
class SpeedIT {

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void dropsAreFoundAtEveryLoad() throws IOException {
        Path json = folder.resolve("figures.json");
        Path html = folder.resolve("report.html");

        run("freshness", "--seconds", "1", "--drops", "2", "--json", json.toString(), "--html", html.toString());

        JsonNode figures = new JsonMapper().readTree(json.toFile());
        assertThat(figures.path("capacity_documents_per_second").asDouble()).isPositive();
        assertThat(figures.path("loads")).hasSize(4).allSatisfy(load -> {
            assertThat(load.path("drops").asInt()).isPositive();
            assertThat(load.path("lost").asInt()).isZero();
        });
        assertThat(figures.path("loads").path(0).path("drops").asInt()).isEqualTo(2);
        assertThat(Files.readString(html)).contains("What came out", "<svg");
    }

    @Test
    void unchangedDocumentsAreNotEmbeddedAgainAndEditsAreFound() throws IOException {
        Path docs = Files.createDirectories(folder.resolve("docs").resolve("below"));
        Files.writeString(docs.resolve("page.html"), "<html><body><p>The lock keeper rows home.</p></body></html>");
        Files.writeString(docs.resolveSibling("page.md"), "# Mills\n\nThe wheel turns in the race.");
        Path json = folder.resolve("figures.json");

        run("again", "--docs", docs.getParent().toString(), "--edits", "2", "--json", json.toString());

        JsonNode figures = new JsonMapper().readTree(json.toFile());
        assertThat(figures.path("documents").asInt()).isEqualTo(4);
        assertThat(figures.path("embeddings_first").asInt()).isGreaterThanOrEqualTo(4);
        assertThat(figures.path("passages_again").asInt()).isZero();
        assertThat(figures.path("embeddings_again").asInt()).isZero();
        assertThat(figures.path("edits")).hasSize(2).allSatisfy(edit -> {
            assertThat(edit.path("found").asBoolean()).isTrue();
            assertThat(edit.path("embeddings").asInt()).isPositive();
        });
        assertThat(figures.path("ratios").path("first_vs_again").asDouble()).isPositive();
    }

    private void run(String... options) {
        List<String> args = new ArrayList<>(List.of("speed"));
        args.addAll(List.of(options));
        CommandLine command =
                Millrace.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        assertThat(command.execute(args.toArray(String[]::new)))
                .as("status; it said %s", err)
                .isZero();
        assertThat(err.toString()).isEmpty();
    }
}
