package dev.millrace.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The whole of {@code millrace evaluate} on a collection of the project's own making. */
class EvaluateIT {

    private static final Path COLLECTION = Path.of("..", "evaluation", "src", "test", "resources", "beir", "harbour");

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void aCollectionIsIndexedAskedAndReported() throws IOException {
        Path json = folder.resolve("figures.json");
        Path html = folder.resolve("report.html");

        int status =
                run("--beir", COLLECTION.toString(), "--whole", "--json", json.toString(), "--html", html.toString());

        assertThat(err.toString()).isEmpty();
        assertThat(status).isZero();
        JsonNode modes = new JsonMapper().readTree(json.toFile()).path("modes");
        for (String mode :
                List.of("lexical", "semantic", "hybrid", "hybrid_rrf", "hybrid_min_max", "hybrid_bounded_min_max")) {
            assertThat(modes.path(mode).path("ndcg@10").asDouble()).as(mode).isBetween(0.3, 1.0);
            assertThat(modes.path(mode).path("recall@100").asDouble()).as(mode).isBetween(0.3, 1.0);
            assertThat(modes.path(mode).path("mrr@10").asDouble()).as(mode).isBetween(0.3, 1.0);
        }
        assertThat(modes.path("semantic").path("recall@100").asDouble()).isEqualTo(1);
        assertThat(out.toString()).contains("14 documents and 8 judged questions", "Hybrid (as configured)", "nDCG@10");
        assertThat(Files.readString(html)).contains("What came out", "<svg");
    }

    @Test
    void judgementsAlsoServeForTheDocumentsAsFiles() throws IOException {
        Path docs = Files.createDirectory(folder.resolve("files"));
        StringBuilder ids = new StringBuilder();
        for (String line : Files.readAllLines(COLLECTION.resolve("corpus.jsonl"))) {
            JsonNode document = new JsonMapper().readTree(line);
            String name = "page of " + document.path("_id").asText() + ".html";
            Files.writeString(
                    docs.resolve(name),
                    "<html><head><title>" + document.path("title").asText() + "</title></head><body><p>"
                            + document.path("text").asText() + "</p></body></html>");
            ids.append(name).append('\t').append(document.path("_id").asText()).append('\n');
        }
        Path table = Files.writeString(folder.resolve("ids.tsv"), ids);
        Path json = folder.resolve("figures.json");

        int status = run(
                "--beir", COLLECTION.toString(),
                "--docs", docs.toString(),
                "--ids", table.toString(),
                "--json", json.toString());

        assertThat(err.toString()).isEmpty();
        assertThat(status).isZero();
        JsonNode modes = new JsonMapper().readTree(json.toFile()).path("modes");
        assertThat(modes.path("semantic").path("recall@100").asDouble()).isEqualTo(1);
        assertThat(modes.path("hybrid").path("ndcg@10").asDouble()).isBetween(0.3, 1.0);
    }

    @Test
    void idsWithoutFilesAreRefused() {
        assertThat(run("--beir", COLLECTION.toString(), "--ids", "ids.tsv")).isEqualTo(2);
        assertThat(err.toString()).contains("--ids needs --beir, and the files that it names in --docs");
    }

    @Test
    void whatIsNoEarlierRunIsRefusedBeforeAnythingStarts() {
        Path missing = folder.resolve("none.json");

        assertThat(run("--beir", COLLECTION.toString(), "--against", missing.toString()))
                .isEqualTo(2);
        assertThat(err.toString()).contains(missing + " can't be read as JSON");
        assertThat(run("--known-items", "--against", missing.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("--against compares evaluations of a collection: give --beir");
    }

    private int run(String... options) {
        String[] args = new String[options.length + 1];
        args[0] = "evaluate";
        System.arraycopy(options, 0, args, 1, options.length);
        CommandLine command =
                Millrace.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        return command.execute(args);
    }
}
