package dev.millrace.evaluation.speed;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import org.junit.jupiter.api.Test;

class FreshnessReportTest {

    private final FreshnessReport report = new FreshnessReport(
            20.5,
            List.of("Dropped are texts."),
            List.of(
                    FreshnessAtLoad.of(0, 0, 4, List.of(0.3, 0.5, 0.4, 0.2), 0, 60),
                    FreshnessAtLoad.of(0.5, 10.25, 300, List.of(0.6, 1.25), 0, 60)));

    @Test
    void programsGetEachLoadWithItsQuantiles() throws JsonProcessingException {
        JsonNode root = new JsonMapper().readTree(report.json());

        assertThat(root.path("capacity_documents_per_second").asDouble()).isEqualTo(20.5);
        JsonNode idle = root.path("loads").path(0);
        assertThat(idle.path("load").asDouble()).isZero();
        assertThat(idle.path("drops").asInt()).isEqualTo(4);
        assertThat(idle.path("p50_seconds").asDouble()).isEqualTo(0.3);
        assertThat(idle.path("p99_seconds").asDouble()).isEqualTo(0.5);
        assertThat(idle.path("max_seconds").asDouble()).isEqualTo(0.5);
        assertThat(idle.path("lost").asInt()).isZero();
        assertThat(root.path("loads").path(1).path("dropped").asInt()).isEqualTo(300);
        assertThat(root.path("how").path(0).asText()).isEqualTo("Dropped are texts.");
    }

    @Test
    void theTableHasALineForEachLoad() {
        assertThat(report.text()).contains("idle ", "50 % ", "0.300", "1.250", "Capacity: 20.5 documents/s");
    }

    @Test
    void thePageShowsTheQuantilesOverTheLoad() {
        assertThat(report.html())
                .contains("<svg", ">p50<", ">p99<", ">max<", "Dropped are texts.", "<td>1.250</td>")
                .doesNotContain("NaN");
    }

    @Test
    void whatIsNeverFoundCountsWithTheTimeItWasSearchedFor() {
        FreshnessAtLoad at = FreshnessAtLoad.of(0.8, 16, 10, List.of(1.0, 2.0), 1, 60);

        assertThat(at.drops()).isEqualTo(3);
        assertThat(at.lost()).isEqualTo(1);
        assertThat(at.seconds().max()).isEqualTo(60);
        assertThat(at.seconds().p50()).isEqualTo(2);
    }
}
