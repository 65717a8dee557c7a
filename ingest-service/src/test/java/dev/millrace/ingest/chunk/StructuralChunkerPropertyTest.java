package dev.millrace.ingest.chunk;

import dev.millrace.encoder.MiniLmTokenizer;
import dev.millrace.ingest.parse.ParsedDocument;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StructuralChunkerPropertyTest {

    private static final int DOCUMENTS = 40;
    private static final MiniLmTokenizer TOKENIZER = MiniLmTokenizer.open(null);

    @AfterAll
    static void close() {
        TOKENIZER.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {16, 17, 40, 128, 256})
    void chunksOfAnyDocumentAreSound(int maxTokens) {
        Chunker chunker = new StructuralChunker(TOKENIZER, new ChunkerConfig(maxTokens));
        RandomDocuments documents = new RandomDocuments(maxTokens);
        for (int i = 0; i < DOCUMENTS; i++) {
            ParsedDocument document = documents.next();
            ChunkAssertions.assertSound(document, chunker.chunk(document), TOKENIZER, maxTokens);
        }
    }
}
