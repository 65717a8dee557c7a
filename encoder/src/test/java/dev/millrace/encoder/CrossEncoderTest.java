package dev.millrace.encoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CrossEncoderTest {

    @TempDir
    private Path folder;

    @Test
    void eachPassageIsReadTogetherWithTheQuestion() throws Exception {
        TinyCrossEncoder.write(folder);
        try (CrossEncoder encoder = CrossEncoder.open(folder, 4096, 1)) {
            // Each pair has one equal token that is no word: the end of its two parts.
            assertThat(encoder.scores(
                            "honey bees",
                            List.of("Bees make honey from nectar.", "Tides", "The bees: bees and more bees.", "")))
                    .containsExactly(3, 1, 4, 1);
        }
    }

    @Test
    void batchesMakeNoDifference() throws Exception {
        TinyCrossEncoder.write(folder);
        List<String> passages = List.of("honey", "honey honey honey honey honey", "nothing", "honey ".repeat(900));
        try (CrossEncoder one = CrossEncoder.open(folder, 512, 1);
                CrossEncoder all = CrossEncoder.open(folder, 1 << 20, 1)) {
            assertThat(all.scores("honey", passages)).isEqualTo(one.scores("honey", passages));
            // A pair has 512 tokens at most: three special ones, one of the question, and so 508 of the passage.
            assertThat(all.scores("honey", passages)).containsExactly(2, 6, 1, 509);
            assertThat(all.scores("honey", List.of())).isEmpty();
        }
    }

    @Test
    void aFolderWithoutAModelIsNamed() throws Exception {
        Files.createFile(folder.resolve("tokenizer.json"));

        assertThatThrownBy(() -> CrossEncoder.open(folder, 4096, 1))
                .isInstanceOf(EncoderException.class)
                .hasMessageContaining(folder.toString())
                .hasMessageContaining("model.onnx");
        Files.writeString(folder.resolve("model.onnx"), "no model");
        assertThatThrownBy(() -> CrossEncoder.open(folder, 4096, 1))
                .isInstanceOf(EncoderException.class)
                .hasMessageContaining(folder.toString());
    }

    @Test
    void aClosedOneSaysSo() throws Exception {
        TinyCrossEncoder.write(folder);
        CrossEncoder encoder = CrossEncoder.open(folder, 4096, 1);
        encoder.close();
        encoder.close();

        assertThatThrownBy(() -> encoder.scores("a", List.of("b"))).isInstanceOf(IllegalStateException.class);
    }
}
