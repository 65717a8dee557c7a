package dev.millrace.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The whole of {@code millrace speed pipeline}, small, on the assembled program. */
class SpeedPipelineIT {

    @TempDir
    private Path folder;

    @BeforeEach
    void assembled() {
        Path home = Path.of("target", "millrace").toAbsolutePath();
        assertThat(home.resolve("system.options")).exists();
        System.setProperty(SystemJvm.HOME, home.toString());
    }

    @AfterEach
    void forget() {
        System.clearProperty(SystemJvm.HOME);
    }

    @Test
    void bothBringTheSameFilesIntoTheIndex() throws IOException {
        Path docs = Files.createDirectories(folder.resolve("docs"));
        for (String animal : new String[] {"bees", "ants", "wasps", "moths"}) {
            Files.writeString(docs.resolve(animal + ".txt"), "All about " + animal + ", and where they live.");
        }
        Path json = folder.resolve("figures.json");
        StringWriter err = new StringWriter();
        CommandLine command = Millrace.commandLine()
                .setOut(new PrintWriter(new StringWriter()))
                .setErr(new PrintWriter(err));

        int status = command.execute(
                "speed",
                "pipeline",
                "--docs",
                docs.toString(),
                "--files",
                "3",
                "--rounds",
                "1",
                "--json",
                json.toString());

        assertThat(err.toString()).isEmpty();
        assertThat(status).isZero();
        JsonNode figures = new JsonMapper().readTree(json.toFile());
        assertThat(figures.get("files").asInt()).isEqualTo(3);
        for (String one : new String[] {"millrace", "langchain4j_ingestor", "langchain4j_ingestor_uncut"}) {
            assertThat(figures.get(one).get("documents").asInt()).as(one).isEqualTo(3);
            assertThat(figures.get(one).get("chunks").asInt()).as(one).isEqualTo(3);
            assertThat(figures.at("/" + one + "/cpu_seconds/median").asDouble())
                    .as(one)
                    .isPositive();
            assertThat(figures.at("/" + one + "/peak_memory_bytes/median").asDouble())
                    .as(one)
                    .isGreaterThan(50e6);
        }
        assertThat(figures.at("/ratios/pipeline_vs_encoder").asDouble()).isPositive();
        assertThat(figures.at("/ratios/pipeline_vs_langchain4j_ingestor").asDouble())
                .isPositive();
    }
}
