package dev.millrace.evaluation.speed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class EncoderSpeedReportTest {
    private static final List<String> CONTENDERS = List.of("float32", "langchain4j_float32", "langchain4j_quantized");

    @Test
    void ratiosAreTakenRoundByRound() throws Exception {
        EncoderResults results = results();
        addRound(results, 1, 1, 1);
        addRound(results, 30, 10, 15); // a quiet round counts no more than a busy one
        addRound(results, 2, 1, 1);

        JsonNode json = new JsonMapper().readTree(report(results).json());

        assertThat(json.at("/ratios/float32_vs_langchain4j_float32").asDouble()).isCloseTo(2, within(1e-9));
        JsonNode ratio = json.at("/ratio_spreads/float32_vs_langchain4j_float32");
        assertThat(ratio.get("median").asDouble()).isCloseTo(2, within(1e-9));
        assertThat(ratio.get("min").asDouble()).isCloseTo(1, within(1e-9));
        assertThat(ratio.get("max").asDouble()).isCloseTo(3, within(1e-9));
        assertThat(json.at("/ratio_spreads/float32_vs_langchain4j_quantized_chunks_at_120/max")
                        .asDouble())
                .isCloseTo(2, within(1e-9));
        assertThat(json.at("/mixes/real/float32/tokens_per_second/max").asDouble())
                .isCloseTo(3000, within(1e-9));
        assertThat(json.at("/mixes/32/langchain4j_quantized/cosine_least").asDouble())
                .isEqualTo(0.9);
    }

    @Test
    void theTableHasALineForEachEncoderAndLength() {
        EncoderResults results = results();
        addRound(results, 3, 2, 1);

        assertThat(report(results).text().lines())
                .filteredOn(line -> line.matches("(32|120|250|real) +(float32|langchain4j_\\w+) .*"))
                .hasSize(12);
    }

    @Test
    void aModelOfSixLayersNeedsTwentyOneMillionOperationsForAToken() {
        assertThat(Sample.operations(1)).isCloseTo(21.2e6, within(0.1e6));
        assertThat(Sample.operations(256)).isGreaterThan(256 * Sample.operations(1));
    }

    private static EncoderResults results() {
        EncoderResults results = new EncoderResults(
                CONTENDERS,
                Arrays.stream(LengthMix.values()).map(LengthMix::written).toList());
        results.addPeak(100e9);
        for (LengthMix mix : LengthMix.values()) {
            CONTENDERS.forEach(contender -> results.put(mix.written(), contender, new Likeness(0.99, 0.9)));
        }
        return results;
    }

    private static void addRound(EncoderResults results, int... texts) {
        for (LengthMix mix : LengthMix.values()) {
            for (int i = 0; i < texts.length; i++) {
                results.add(mix.written(), CONTENDERS.get(i), new Sample(1, 2, texts[i], 100L * texts[i], 1e9));
            }
        }
    }

    private static EncoderSpeedReport report(EncoderResults results) {
        return new EncoderSpeedReport(results, 2, 3, Duration.ofSeconds(2));
    }
}
