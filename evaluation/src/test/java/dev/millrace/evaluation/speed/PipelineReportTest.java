package dev.millrace.evaluation.speed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.millrace.evaluation.speed.PipelineRound.Turn;
import java.util.List;
import org.junit.jupiter.api.Test;

class PipelineReportTest {

    private final PipelineReport report = new PipelineReport(
            100,
            List.of(
                    new PipelineRound(turn(100, 200, 10), turn(90, 300, 30), turn(90, 600, 60), 25),
                    new PipelineRound(turn(100, 200, 20), turn(90, 300, 36), turn(90, 600, 72), 20),
                    new PipelineRound(turn(100, 200, 10), turn(90, 300, 90), turn(90, 600, 180), 40)));

    @Test
    void ratiosAreTakenRoundByRound() throws Exception {
        JsonNode json = new JsonMapper().readTree(report.json());

        assertThat(json.at("/ratios/pipeline_vs_encoder").asDouble()).isCloseTo(0.5, within(1e-9));
        assertThat(json.at("/ratio_spreads/pipeline_vs_encoder/max").asDouble()).isCloseTo(0.8, within(1e-9));
        // 10 to 3, 5 to 2.5 and 10 to 1 documents a second
        assertThat(json.at("/ratios/pipeline_vs_langchain4j_ingestor").asDouble())
                .isCloseTo(10 / 3d, within(1e-9));
        assertThat(json.at("/ratio_spreads/pipeline_vs_langchain4j_ingestor/min")
                        .asDouble())
                .isCloseTo(2, within(1e-9));
        assertThat(json.at("/ratios/pipeline_vs_langchain4j_ingestor_uncut").asDouble())
                .isCloseTo(20 / 3d, within(1e-9));
    }

    @Test
    void theTableNamesBothAndTheirRates() {
        assertThat(report.text())
                .containsPattern("millrace +10\\.0 +20\\.0 +10\\.0")
                .containsPattern("langchain4j_ingestor +2\\.5 +8\\.3 +36\\.0")
                .contains("same 100 files");
    }

    private static Turn turn(int documents, long chunks, double seconds) {
        return new Turn(documents, chunks, seconds, 2 * seconds, 1L << 30);
    }
}
