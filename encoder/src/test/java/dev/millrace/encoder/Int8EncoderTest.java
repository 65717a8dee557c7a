package dev.millrace.encoder;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class Int8EncoderTest {
    private static final List<String> TEXTS = List.of(
            "A man is eating food.",
            "A man is eating a piece of bread.",
            "The girl is carrying a baby.",
            "the consumer group lags behind, so each partition (and its replica) waits; ".repeat(12),
            "");

    private static MiniLmEncoder encoder;

    @BeforeAll
    static void open() {
        encoder = MiniLmEncoder.open(EncoderConfig.defaults().withPrecision(Precision.INT8));
    }

    @AfterAll
    static void close() {
        encoder.close();
    }

    @Test
    void vectorsAreNearThoseOfTheFullPrecision() {
        List<float[]> vectors = encoder.embed(TEXTS);
        try (MiniLmEncoder full = MiniLmEncoder.open(EncoderConfig.defaults())) {
            List<float[]> exact = full.embed(TEXTS);
            for (int i = 0; i < vectors.size(); i++) {
                assertThat(dot(vectors.get(i), exact.get(i))).isGreaterThan(0.98);
                assertThat(dot(vectors.get(i), vectors.get(i))).isBetween(0.9999, 1.0001);
            }
        }
        assertThat(dot(vectors.get(0), vectors.get(1))).isGreaterThan(0.7);
        assertThat(dot(vectors.get(0), vectors.get(2))).isLessThan(0.15);
    }

    @Test
    void aTextHasTheSameVectorWhateverItsNeighbours() {
        List<float[]> together = encoder.embed(TEXTS);
        for (int i = 0; i < TEXTS.size(); i++) {
            assertThat(encoder.embed(List.of(TEXTS.get(i))).getFirst()).isEqualTo(together.get(i));
        }
    }

    @Test
    void theyAreOfAModelOfTheirOwn() {
        assertThat(encoder.modelId().value()).startsWith("all-minilm-l6-v2:int8:");
        assertThat(encoder.modelId()).isNotEqualTo(MiniLmModel.ID);
    }

    private static double dot(float[] left, float[] right) {
        return IntStream.range(0, left.length)
                .mapToDouble(i -> (double) left[i] * right[i])
                .sum();
    }
}
