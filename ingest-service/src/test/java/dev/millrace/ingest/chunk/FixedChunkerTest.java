package dev.millrace.ingest.chunk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.encoder.MiniLmTokenizer;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class FixedChunkerTest {

    private static final MiniLmTokenizer TOKENIZER = MiniLmTokenizer.open(null);
    private static final String NUMBERS =
            IntStream.range(10, 60).mapToObj(Integer::toString).collect(Collectors.joining(" "));

    @AfterAll
    static void close() {
        TOKENIZER.close();
    }

    @Test
    void neighboursOverlap() {
        assertThat(texts(22, 5, new RandomDocuments.Builder().paragraph(NUMBERS)))
                .containsExactly(
                        "10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29",
                        "25 26 27 28 29 30 31 32 33 34 35 36 37 38 39 40 41 42 43 44",
                        "40 41 42 43 44 45 46 47 48 49 50 51 52 53 54 55 56 57 58 59");
    }

    @Test
    void withoutAnOverlapNothingIsRepeated() {
        assertThat(String.join(" ", texts(22, 0, new RandomDocuments.Builder().paragraph(NUMBERS))))
                .isEqualTo(NUMBERS);
    }

    @Test
    void windowsGoAcrossParagraphsAndHeadings() {
        var document = new RandomDocuments.Builder()
                .page(1)
                .paragraph("One.")
                .page(2)
                .heading(1, "Bees")
                .paragraph("Two.");
        assertThat(chunks(256, 32, document)).singleElement().satisfies(chunk -> {
            assertThat(chunk.text()).isEqualTo("One.\n\nBees\n\nTwo.");
            assertThat(chunk.page()).isEqualTo(1);
            assertThat(chunk.headingPath()).isEmpty();
        });
    }

    @Test
    void textWithoutWhiteSpaceIsCutBetweenItsWords() {
        assertThat(texts(22, 0, new RandomDocuments.Builder().paragraph("蜂".repeat(50))))
                .extracting(String::length)
                .containsExactly(20, 20, 10);
    }

    private static List<String> texts(int maxTokens, int overlapTokens, RandomDocuments.Builder document) {
        return chunks(maxTokens, overlapTokens, document).stream()
                .map(TextChunk::text)
                .toList();
    }

    private static List<TextChunk> chunks(int maxTokens, int overlapTokens, RandomDocuments.Builder document) {
        return new FixedChunker(TOKENIZER, new ChunkerConfig(Strategy.FIXED, maxTokens, overlapTokens, 0))
                .chunk(document.build());
    }
}
