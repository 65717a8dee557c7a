package dev.millrace.ingest.chunk;

import dev.millrace.encoder.MiniLmTokenizer;
import dev.millrace.ingest.parse.ParsedDocument;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ChunkersPropertyTest {

    private static final int DOCUMENTS = 40;
    private static final int[] SIZES = {16, 17, 40, 256};
    private static final int[] ANY_SIZE = {256};
    private static final MiniLmTokenizer TOKENIZER = MiniLmTokenizer.open(null);

    @AfterAll
    static void close() {
        TOKENIZER.close();
    }

    static Stream<Arguments> strategiesAndSizes() {
        return Stream.of(Strategy.values())
                .flatMap(strategy -> IntStream.of(strategy == Strategy.WHOLE ? ANY_SIZE : SIZES)
                        .mapToObj(size -> Arguments.of(strategy, size)));
    }

    @ParameterizedTest
    @MethodSource("strategiesAndSizes")
    void chunksOfAnyDocumentAreSound(Strategy strategy, int maxTokens) {
        ChunkerConfig config = new ChunkerConfig(strategy, maxTokens, maxTokens / 5, 0.3);
        Chunker chunker = Chunkers.chunker(config, TOKENIZER, new FakeEncoder());
        RandomDocuments documents = new RandomDocuments(maxTokens);
        for (int i = 0; i < DOCUMENTS; i++) {
            ParsedDocument document = documents.next();
            ChunkAssertions.assertSound(document, chunker.chunk(document), TOKENIZER, config);
        }
    }
}
