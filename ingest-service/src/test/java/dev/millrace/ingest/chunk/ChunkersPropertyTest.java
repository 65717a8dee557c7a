package dev.millrace.ingest.chunk;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.encoder.MiniLmTokenizer;
import dev.millrace.encoder.Tokenizer;
import dev.millrace.ingest.parse.ParsedDocument;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
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

    static Stream<Arguments> longLines() {
        Random random = new Random(7);
        String words = random.ints(60_000, 0, 5_000).mapToObj(i -> "w" + i).collect(joining(" "));
        String ideographs = random.ints(150_000, 0x4e00, 0x9000)
                .mapToObj(Character::toString)
                .collect(joining());
        String noWord =
                random.ints(300_000, 'A', 'Z' + 1).mapToObj(Character::toString).collect(joining());
        String pairs = Stream.generate(() -> "\uD83D\uDE00").limit(140_000).collect(joining());
        return Stream.of(Strategy.values())
                .flatMap(strategy -> Stream.of(
                        Arguments.of(strategy, "words", words),
                        Arguments.of(strategy, "ideographs", ideographs),
                        Arguments.of(strategy, "one word", noWord),
                        Arguments.of(strategy, "surrogate pairs", pairs)));
    }

    /** What is held of a line does not grow with it: such text took all memory of the services. */
    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("longLines")
    void aLongLineIsReadInPieces(Strategy strategy, String what, String line) {
        ChunkerConfig config = new ChunkerConfig(strategy, 256, 32, 0.3);
        ParsedDocument document = new RandomDocuments.Builder().paragraph(line).build();
        AtomicInteger longest = new AtomicInteger();
        Tokenizer counted = text -> {
            longest.accumulateAndGet(text.length(), Math::max);
            return TOKENIZER.tokenize(text);
        };
        List<TextChunk> chunks =
                Chunkers.chunker(config, counted, new FakeEncoder()).chunk(document);
        assertThat(longest.get())
                .isLessThanOrEqualTo(strategy == Strategy.WHOLE ? WholeChunker.MAX_CHARS : BlockPieces.MAX_CHARS);
        ChunkAssertions.assertSound(document, chunks, TOKENIZER, config);
    }
}
