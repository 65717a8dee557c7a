package dev.millrace.encoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.millrace.encoder.ReferenceVectorsTest.Reference;
import java.io.IOException;
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
            assertNear(vectors, full.embed(TEXTS), 0.997);
        }
        assertThat(dot(vectors.get(0), vectors.get(1))).isGreaterThan(0.7);
        assertThat(dot(vectors.get(0), vectors.get(2))).isLessThan(0.15);
    }

    /** Among them are texts of nothing but marks, and of languages the model was not made for. */
    @Test
    void theyAreNearThoseOfThePublishedModel() throws IOException {
        List<Reference> references = ReferenceVectorsTest.read();
        List<float[]> vectors =
                encoder.embed(references.stream().map(Reference::text).toList());
        assertNear(vectors, references.stream().map(Reference::vector).toList(), 0.994);
    }

    /** What was measured on abstracts, least .998 and median .999, goes with a loss of nDCG of less than half a per cent. */
    private static void assertNear(List<float[]> vectors, List<float[]> exact, double least) {
        double[] cosines = IntStream.range(0, vectors.size())
                .mapToDouble(i -> dot(vectors.get(i), exact.get(i)))
                .sorted()
                .toArray();
        assertThat(cosines[0]).isGreaterThan(least);
        assertThat(cosines[cosines.length / 2]).isGreaterThan(0.998);
        for (int i = 0; i < vectors.size(); i++) {
            assertThat(dot(vectors.get(i), vectors.get(i))).isBetween(0.9999, 1.0001);
            for (int k = 0; k < i; k++) {
                assertThat(dot(vectors.get(i), vectors.get(k)))
                        .as("likeness of %s and %s", i, k)
                        .isCloseTo(dot(exact.get(i), exact.get(k)), within(0.04));
            }
        }
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
