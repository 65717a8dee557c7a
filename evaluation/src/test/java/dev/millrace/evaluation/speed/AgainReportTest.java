package dev.millrace.evaluation.speed;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.millrace.evaluation.speed.AgainReport.Edit;
import dev.millrace.evaluation.speed.AgainReport.Pass;
import java.util.List;
import org.junit.jupiter.api.Test;

class AgainReportTest {

    private final AgainReport report = new AgainReport(
            List.of("Indexed are texts."),
            new Pass(200, 50, 1_000, 990),
            new Pass(200, 0.5, 0, 0),
            List.of(new Edit(0.4, true, 1), new Edit(0.9, true, 2), new Edit(60, false, 0)));

    @Test
    void programsGetBothPassesAndEachEdit() throws JsonProcessingException {
        JsonNode root = new JsonMapper().readTree(report.json());

        assertThat(root.path("first_seconds").asDouble()).isEqualTo(50);
        assertThat(root.path("again_seconds").asDouble()).isEqualTo(0.5);
        assertThat(root.path("embeddings_first").asInt()).isEqualTo(990);
        assertThat(root.path("embeddings_again").asInt()).isZero();
        assertThat(root.path("ratios").path("first_vs_again").asDouble()).isEqualTo(100);
        assertThat(root.path("edits")).hasSize(3);
        assertThat(root.path("edits").path(1).path("embeddings").asInt()).isEqualTo(2);
        assertThat(root.path("edit_p50_seconds").asDouble()).isEqualTo(0.9);
        assertThat(root.path("edit_max_seconds").asDouble()).isEqualTo(60);
        assertThat(root.path("edits_lost").asInt()).isEqualTo(1);
    }

    @Test
    void theTableSetsBothPassesSideBySide() {
        assertThat(report.text())
                .containsPattern("the first time +200 +50.000 +4.0 +1000 +990")
                .containsPattern("again, unchanged +200 +0.500 +400.0 +0 +0")
                .contains("100.0 times as fast", "1 never found");
    }
}
