package dev.millrace.ingest.chunk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.encoder.TokenizedText;
import dev.millrace.ingest.parse.ParsedDocument;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An edit of one paragraph changes the chunks around it and no others, also in a long text without headings. */
class LocalEditsTest {

    private static final int TOKENS = 125_000; // some 600 chunks
    private static final int EDITS = 30;

    private final Chunker chunker = chunker(Strategy.STRUCTURAL);

    private enum Shape {
        PARAGRAPHS,
        SECTIONS,
        LINES_OF_ONE_BLOCK,
        SENTENCES_OF_ONE_BLOCK,
        WORDS_OF_ONE_SENTENCE
    }

    @ParameterizedTest
    @CsvSource({
        "PARAGRAPHS, 30",
        "PARAGRAPHS, 100",
        "PARAGRAPHS, 200",
        "SECTIONS, 100",
        "LINES_OF_ONE_BLOCK, 100",
        "SENTENCES_OF_ONE_BLOCK, 100",
        "WORDS_OF_ONE_SENTENCE, 100"
    })
    void anEditOfOneParagraphChangesAtMostThreeChunks(Shape shape, int paragraphTokens) {
        Random random = new Random(paragraphTokens);
        List<String> paragraphs = IntStream.range(0, TOKENS / paragraphTokens)
                .mapToObj(i -> paragraph(random, paragraphTokens))
                .toList();
        List<Long> fresh = freshChunks(chunker, shape, paragraphs, random);
        // A paragraph that becomes longer than a chunk may take one more; no chain of changes is longer than that.
        assertThat(fresh).allMatch(count -> count <= 5);
        assertThat(fresh.stream().filter(count -> count > 3).count())
                .as(fresh.toString())
                .isLessThanOrEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"SENTENCE, 30", "SENTENCE, 100", "SEMANTIC, 30", "SEMANTIC, 100"})
    void otherStrategiesAreNearlyAsLocal(Strategy strategy, int paragraphTokens) {
        Random random = new Random(paragraphTokens);
        List<String> paragraphs = IntStream.range(0, TOKENS / paragraphTokens / 4)
                .mapToObj(i -> paragraph(random, paragraphTokens))
                .toList();
        List<Long> fresh = freshChunks(chunker(strategy), Shape.PARAGRAPHS, paragraphs, random);
        assertThat(fresh.stream().mapToLong(Long::longValue).average().orElseThrow())
                .as(fresh.toString())
                .isLessThanOrEqualTo(3);
    }

    private static List<Long> freshChunks(Chunker chunker, Shape shape, List<String> paragraphs, Random random) {
        List<TextChunk> chunks = chunker.chunk(document(shape, paragraphs));
        assertThat(chunks).hasSizeGreaterThan(120);
        Set<String> before = texts(chunks);
        List<Long> fresh = new ArrayList<>();
        for (int i = 0; i < EDITS; i++) {
            Set<String> after = new HashSet<>(texts(chunker.chunk(document(shape, edited(paragraphs, i, random)))));
            after.removeAll(before);
            fresh.add((long) after.size());
        }
        return fresh;
    }

    private static Chunker chunker(Strategy strategy) {
        return Chunkers.chunker(new ChunkerConfig(strategy, 256, 32, 0.2), LocalEditsTest::words, new FakeEncoder());
    }

    @ParameterizedTest
    @CsvSource({"30", "100", "200"})
    void chunksAreWellFilled(int paragraphTokens) {
        Random random = new Random(paragraphTokens);
        List<String> paragraphs = IntStream.range(0, TOKENS / paragraphTokens)
                .mapToObj(i -> paragraph(random, paragraphTokens))
                .toList();
        assertThat(chunker.chunk(document(Shape.PARAGRAPHS, paragraphs)))
                .extracting(TextChunk::tokens)
                .satisfies(tokens -> assertThat(tokens.stream()
                                .mapToInt(Integer::intValue)
                                .average()
                                .orElseThrow())
                        .isGreaterThan(170));
    }

    private static List<String> edited(List<String> paragraphs, int edit, Random random) {
        int at = random.nextInt(paragraphs.size());
        List<String> edited = new ArrayList<>(paragraphs);
        String paragraph = paragraphs.get(at);
        switch (edit % 5) {
            case 0, 1 -> {
                String[] words = paragraph.split(" ");
                words[random.nextInt(words.length)] = "another";
                edited.set(at, String.join(" ", words));
            }
            case 2, 3 -> edited.set(at, paragraph + " " + sentence(random, 12));
            default -> edited.remove(at);
        }
        return edited;
    }

    private static ParsedDocument document(Shape shape, List<String> paragraphs) {
        RandomDocuments.Builder document = new RandomDocuments.Builder();
        switch (shape) {
            case PARAGRAPHS -> paragraphs.forEach(document::paragraph);
            case SECTIONS ->
                paragraphs.forEach(text -> {
                    if (text.hashCode() % 12 == 0) {
                        document.heading(2, text.substring(0, 9));
                    }
                    document.paragraph(text);
                });
            case LINES_OF_ONE_BLOCK -> document.paragraph(String.join("\n", paragraphs));
            case SENTENCES_OF_ONE_BLOCK -> document.paragraph(String.join(" ", paragraphs));
            case WORDS_OF_ONE_SENTENCE ->
                document.paragraph(String.join(" ", paragraphs).replace(".", ","));
        }
        return document.build();
    }

    private static String paragraph(Random random, int meanTokens) {
        int left = Math.max(3, (int) (meanTokens * (1 + 0.35 * random.nextGaussian())));
        List<String> sentences = new ArrayList<>();
        while (left > 0) {
            int words = Math.min(left, 6 + random.nextInt(24));
            sentences.add(sentence(random, words));
            left -= words;
        }
        return String.join(" ", sentences);
    }

    private static String sentence(Random random, int words) {
        return IntStream.range(0, words)
                .mapToObj(i -> (i == 0 ? "The" : "word") + Integer.toString(random.nextInt(3_000), 36))
                .collect(Collectors.joining(" ", "", "."));
    }

    private static Set<String> texts(List<TextChunk> chunks) {
        return chunks.stream().map(TextChunk::text).collect(Collectors.toSet());
    }

    /** A token for each word: this is about where text is cut, not about the model's tokens. */
    private static TokenizedText words(String text) {
        List<int[]> spans = Pattern.compile("\\S+")
                .matcher(text)
                .results()
                .map(word -> new int[] {word.start(), word.end()})
                .toList();
        BitSet starts = new BitSet();
        starts.set(0, spans.size());
        return new TokenizedText(
                new int[spans.size()],
                spans.stream().mapToInt(span -> span[0]).toArray(),
                spans.stream().mapToInt(span -> span[1]).toArray(),
                starts);
    }
}
