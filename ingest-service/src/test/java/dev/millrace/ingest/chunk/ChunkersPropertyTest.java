package dev.millrace.ingest.chunk;

import dev.millrace.encoder.MiniLmTokenizer;
import dev.millrace.ingest.parse.ParsedDocument;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ChunkersPropertyTest {

    private static final int DOCUMENTS = 40;
    private static final MiniLmTokenizer TOKENIZER = MiniLmTokenizer.open(null);

    @AfterAll
    static void close() {
        TOKENIZER.close();
    }

    static Stream<Arguments> strategiesAndSizes() {
        return Stream.of(Strategy.values())
                .flatMap(strategy -> Stream.of(16, 17, 40, 128, 256).map(size -> Arguments.of(strategy, size)));
    }

    @ParameterizedTest
    @MethodSource("strategiesAndSizes")
    void chunksOfAnyDocumentAreSound(Strategy strategy, int maxTokens) {
        ChunkerConfig config = new ChunkerConfig(strategy, maxTokens, maxTokens / 5);
        Chunker chunker = Chunkers.chunker(config, TOKENIZER);
        RandomDocuments documents = new RandomDocuments(maxTokens);
        for (int i = 0; i < DOCUMENTS; i++) {
            ParsedDocument document = documents.next();
            ChunkAssertions.assertSound(document, chunker.chunk(document), TOKENIZER, config);
        }
    }
}
