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

/** The whole of {@code millrace speed growth}, small, on the assembled program. */
class SpeedGrowthIT {

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
    void anIndexGrowsAndEachSizeIsReported() throws IOException {
        Path json = folder.resolve("figures.json");
        Path html = folder.resolve("report.html");
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine command =
                Millrace.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));

        int status = command.execute(
                "speed",
                "growth",
                "--steps",
                "200,400",
                "--real",
                "20",
                "--questions",
                "5",
                "--json",
                json.toString(),
                "--html",
                html.toString());

        assertThat(err.toString()).isEmpty();
        assertThat(status).isZero();
        JsonNode figures = new JsonMapper().readTree(json.toFile());
        assertThat(figures.path("steps")).hasSize(2).allSatisfy(step -> {
            assertThat(step.properties()).hasSize(16);
            step.properties()
                    .forEach(figure -> assertThat(figure.getValue().asDouble())
                            .as(figure.getKey())
                            .isNotNegative());
            assertThat(step.path("chunks_per_second").asDouble()).isPositive();
            assertThat(step.path("services_rss_bytes").asLong()).isPositive();
            assertThat(step.path("opensearch_rss_bytes").asLong()).isPositive();
            assertThat(step.path("kafka_rss_bytes").asLong()).isPositive();
            assertThat(step.path("opensearch_disk_bytes").asLong()).isPositive();
            assertThat(step.path("kafka_disk_bytes").asLong()).isPositive();
        });
        assertThat(figures.at("/ratios/rate_last_vs_first").asDouble()).isPositive();
        assertThat(out.toString()).contains("20 of 400 chunks", "synthetic");
        assertThat(Files.readString(html)).contains("<svg", "synthetic");
    }
}
