package dev.millrace.encoder;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Vectors agree with those that the published model gives in another stack: Python, without any code of ours. How they were
 * made, and how to make them anew, is in {@code src/test/python/reference_vectors.py}.
 */
class ReferenceVectorsTest {

    private static final double NEARLY_ONE = 1 - 1e-6;
    private static final float ROUNDING = 2e-6f;

    private static MiniLmEncoder encoder;
    private static List<Reference> references;

    record Reference(String name, String text, int tokens, float[] vector) {}

    @BeforeAll
    static void open() throws IOException {
        encoder = MiniLmEncoder.open(EncoderConfig.defaults());
        references = read();
    }

    @AfterAll
    static void close() {
        encoder.close();
    }

    @Test
    void vectorsAreThoseOfThePublishedModel() {
        List<float[]> vectors =
                encoder.embed(references.stream().map(Reference::text).toList());
        for (int i = 0; i < vectors.size(); i++) {
            assertSame(vectors.get(i), references.get(i));
        }
    }

    @Test
    void soAreThoseOfTextsEmbeddedAlone() {
        for (Reference reference : references) {
            assertSame(encoder.embed(List.of(reference.text())).getFirst(), reference);
        }
    }

    @Test
    void textsHaveAsManyTokens() {
        for (Reference reference : references) {
            assertThat(encoder.tokenizer().tokenize(reference.text()).size() + MiniLmModel.SPECIAL_TOKENS)
                    .as(reference.name())
                    .isEqualTo(reference.tokens());
        }
    }

    @Test
    void theReferencesCoverTheModelsLimit() {
        assertThat(references)
                .hasSizeGreaterThan(20)
                .extracting(Reference::tokens)
                .contains(2, 256, 257)
                .anyMatch(tokens -> tokens > 128 && tokens < 256)
                .anyMatch(tokens -> tokens > 512);
    }

    private static void assertSame(float[] vector, Reference reference) {
        double cosine = IntStream.range(0, vector.length)
                .mapToDouble(i -> (double) vector[i] * reference.vector()[i])
                .sum();
        assertThat(cosine).as(reference.name()).isGreaterThan(NEARLY_ONE);
        assertThat(IntStream.range(0, vector.length)
                        .mapToDouble(i -> Math.abs(vector[i] - reference.vector()[i]))
                        .max()
                        .orElseThrow())
                .as("the largest difference of a component of " + reference.name())
                .isLessThan(ROUNDING);
    }

    static List<Reference> read() throws IOException {
        try (Reader json = new InputStreamReader(
                Objects.requireNonNull(ReferenceVectorsTest.class.getResourceAsStream("/reference-vectors.json")),
                StandardCharsets.UTF_8)) {
            return JsonParser.parseReader(json).getAsJsonObject().getAsJsonArray("references").asList().stream()
                    .map(JsonElement::getAsJsonObject)
                    .map(ReferenceVectorsTest::reference)
                    .toList();
        }
    }

    private static Reference reference(JsonObject json) {
        float[] vector = new float[MiniLmModel.DIMENSION];
        ByteBuffer.wrap(Base64.getDecoder().decode(json.get("vector").getAsString()))
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer()
                .get(vector);
        return new Reference(
                json.get("name").getAsString(),
                json.get("text").getAsString(),
                json.get("tokens").getAsInt(),
                vector);
    }
}
