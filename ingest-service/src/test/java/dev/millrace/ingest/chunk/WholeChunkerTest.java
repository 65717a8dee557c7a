package dev.millrace.ingest.chunk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.encoder.MiniLmTokenizer;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class WholeChunkerTest {

    private static final MiniLmTokenizer TOKENIZER = MiniLmTokenizer.open(null);

    @AfterAll
    static void close() {
        TOKENIZER.close();
    }

    @Test
    void aDocumentIsOnePassageHoweverManyTokensItHas() {
        RandomDocuments.Builder document = new RandomDocuments.Builder().page(1).heading(1, "Bees");
        for (int i = 0; i < 300; i++) {
            document.page(2 + i).paragraph("Paragraph " + i + " speaks of bees.");
        }
        List<TextChunk> chunks = chunks(document);
        assertThat(chunks).hasSize(1);
        assertThat(chunks.getFirst().text()).startsWith("Bees\n\nParagraph 0").endsWith("299 speaks of bees.");
        assertThat(chunks.getFirst().page()).isEqualTo(1);
        assertThat(chunks.getFirst().headingPath()).isEmpty();
        assertThat(chunks.getFirst().tokens()).isGreaterThan(1_500);
    }

    @Test
    void aDocumentTooLargeForARecordIsCutAtWhiteSpace() {
        List<TextChunk> chunks = chunks(
                new RandomDocuments.Builder().paragraph("bees ".repeat(110_000)).paragraph("end"));
        assertThat(chunks).hasSize(3).allMatch(chunk -> chunk.text().startsWith("bees "));
        assertThat(chunks.getLast().text()).endsWith("end");
    }

    @Test
    void aDocumentWithoutWhiteSpaceIsNotCutInsideACharacter() {
        assertThat(chunks(new RandomDocuments.Builder().paragraph("a" + "😀".repeat(200_000))))
                .extracting(chunk -> chunk.text().length())
                .containsExactly(249_999, 150_002);
    }

    private static List<TextChunk> chunks(RandomDocuments.Builder document) {
        return new WholeChunker(TOKENIZER).chunk(document.build());
    }
}
