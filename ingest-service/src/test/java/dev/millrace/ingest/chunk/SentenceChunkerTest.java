package dev.millrace.ingest.chunk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.encoder.MiniLmTokenizer;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class SentenceChunkerTest {

    private static final MiniLmTokenizer TOKENIZER = MiniLmTokenizer.open(null);

    @AfterAll
    static void close() {
        TOKENIZER.close();
    }

    @Test
    void sentencesOfSeveralSectionsShareAChunk() {
        var document = new RandomDocuments.Builder()
                .heading(1, "Ants")
                .paragraph("One. Two.")
                .heading(1, "Bees")
                .paragraph("Three.");
        assertThat(chunks(256, document)).singleElement().satisfies(chunk -> {
            assertThat(chunk.text()).isEqualTo("Ants\n\nOne. Two.\n\nBees\n\nThree.");
            assertThat(chunk.headingPath()).containsExactly("Ants");
        });
    }

    @Test
    void noSentenceThatFitsIsCut() {
        var document = new RandomDocuments.Builder();
        for (int i = 0; i < 30; i++) {
            document.paragraph("The first sentence has number " + i + ". Another one follows it. And a third!");
        }
        assertThat(chunks(16, document))
                .hasSizeGreaterThan(30)
                .allMatch(chunk -> chunk.text().endsWith(".") || chunk.text().endsWith("!"));
    }

    private static List<TextChunk> chunks(int maxTokens, RandomDocuments.Builder document) {
        return new SentenceChunker(TOKENIZER, new ChunkerConfig(Strategy.SENTENCE, maxTokens, 0, 0))
                .chunk(document.build());
    }
}
