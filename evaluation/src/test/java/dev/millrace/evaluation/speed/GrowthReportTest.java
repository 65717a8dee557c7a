package dev.millrace.evaluation.speed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GrowthReportTest {
    private final GrowthReport report = new GrowthReport(
            new GrowthReport.Plan("this project's documentation", 2_000, 8_000, 2_000, 5, 300),
            List.of(step(10_000, 2_000), step(300_000, 1_700)));

    @Test
    void theFileHasEveryFigureAndTheRatio() throws Exception {
        JsonNode json = new JsonMapper().readTree(report.json());

        assertThat(json.at("/ratios/rate_last_vs_first").asDouble()).isCloseTo(0.85, within(1e-9));
        assertThat(json.at("/ratios/rate_last_vs_first_per_cpu_second").asDouble())
                .isCloseTo(1, within(1e-9));
        JsonNode last = json.at("/steps/1");
        assertThat(last.get("chunks").asInt()).isEqualTo(300_000);
        assertThat(last.get("chunks_per_second").asDouble()).isEqualTo(1_700);
        assertThat(last.get("query_p50_ms").asDouble()).isEqualTo(20);
        assertThat(last.get("query_p99_ms").asDouble()).isEqualTo(50);
        assertThat(last.get("services_rss_bytes").asLong()).isEqualTo(600L << 20);
        assertThat(last.get("opensearch_rss_bytes").asLong()).isEqualTo(1500L << 20);
        assertThat(last.get("kafka_disk_bytes").asLong()).isEqualTo(500L << 20);
        assertThat(json.get("window_chunks").asInt()).isEqualTo(8_000);
    }

    @Test
    void eachFormSaysWhatIsSynthetic() {
        String said = "2000 of 300000 chunks are texts cut from this project's documentation";

        assertThat(report.text()).contains(said, "synthetic", "0.85");
        assertThat(report.json()).contains(said);
        assertThat(report.html()).contains("synthetic", "300k", "0.85");
    }

    @Test
    void thePageHasAPlotOfEachFigure() {
        assertThat(report.html().split("<svg", -1)).hasSize(6);
        assertThat(report.html()).contains("chunks a second", "hybrid search", "Resident memory", "Disk");
        assertThat(report.html()).doesNotContain("NaN", "Infinity");
    }

    @Test
    void sizesTooNearForALabelHaveNone() {
        List<GrowthStep> steps = List.of(step(10_000, 9), step(30_000, 8), step(100_000, 7), step(300_000, 6));

        String chart = new GrowthChart(steps)
                .of("rate", "%.1f", List.of(new GrowthChart.Line("rate", "#000", GrowthStep::chunksPerSecond)));

        assertThat(chart).contains(">10k<", ">100k<", ">300k<", ">9.0<", ">6.0<");
        assertThat(chart).doesNotContain(">30k<", ">8.0<");
    }

    @Test
    void aRateIsOfTheLastOnesOnly() {
        Progression progression = new Progression();
        progression.add(0, 0);
        progression.add(1_000_000_000L, 900);
        progression.add(2_000_000_000L, 1_000);
        progression.add(4_000_000_000L, 1_200);

        assertThat(progression.perSecond(200)).isCloseTo(100, within(1e-9));
        assertThat(progression.perSecond(250)).isCloseTo(100, within(1e-9));
        assertThat(progression.perSecond(5_000)).isCloseTo(300, within(1e-9));
    }

    @Test
    void aPercentileIsAValueThatWasSeen() {
        List<Double> values =
                IntStream.rangeClosed(1, 200).mapToObj(i -> (double) i).toList();

        assertThat(Percentile.of(values, 50)).isEqualTo(100);
        assertThat(Percentile.of(values, 99)).isEqualTo(198);
        assertThat(Percentile.of(List.of(7.0), 99)).isEqualTo(7);
    }

    private static GrowthStep step(int chunks, double rate) {
        return new GrowthStep(
                chunks,
                rate,
                rate,
                20,
                50,
                22,
                55,
                600L << 20,
                700L << 20,
                1500L << 20,
                400L << 20,
                900L << 20,
                500L << 20,
                0.2,
                0.6,
                0.05);
    }
}
