package dev.millrace.ingest.chunk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.encoder.Tokenizer;
import dev.millrace.ingest.parse.Block;
import dev.millrace.ingest.parse.ParsedDocument;
import java.util.Arrays;
import java.util.List;

/** What holds for the chunks of any document. */
public final class ChunkAssertions {

    private static final int ORDINARY_WORD_CHARS = 14;
    private static final int GIANT_WORD_CHARS = 100;

    private ChunkAssertions() {}

    public static void assertSound(
            ParsedDocument document, List<TextChunk> chunks, Tokenizer tokenizer, ChunkerConfig config) {
        String text = document.text();
        int lastStart = -1;
        int end = 0;
        for (int i = 0; i < chunks.size(); i++) {
            TextChunk chunk = chunks.get(i);
            assertThat(chunk.ordinal()).isEqualTo(i);
            assertThat(chunk.start()).isGreaterThan(lastStart);
            assertThat(chunk.start()).as("lost").isLessThanOrEqualTo(WhiteSpace.skip(text, end, text.length()));
            assertThat(chunk.end()).isGreaterThan(end);
            assertOverlap(end, chunk, tokenizer, config);
            assertThat(chunk.text())
                    .isEqualTo(text.substring(chunk.start(), chunk.end()))
                    .isNotBlank()
                    .isEqualTo(chunk.text().strip());
            assertThat(chunk.page()).isEqualTo(pageAt(document, chunk.start()));
            assertSize(chunk, tokenizer, config);
            assertNoOrdinaryWordCut(text, chunk.start());
            assertNoOrdinaryWordCut(text, chunk.end());
            lastStart = chunk.start();
            end = chunk.end();
        }
        assertThat(WhiteSpace.skip(text, end, text.length())).as("lost").isEqualTo(text.length());
        if (config.strategy() == Strategy.STRUCTURAL) {
            assertHeadingsOnlyAtStarts(document, chunks);
        }
    }

    private static void assertOverlap(int end, TextChunk chunk, Tokenizer tokenizer, ChunkerConfig config) {
        int overlap = Math.max(0, end - chunk.start());
        int most = config.strategy() == Strategy.FIXED ? config.overlapTokens() : 0;
        assertThat(tokenizer.tokenize(chunk.text().substring(0, overlap)).size())
                .as("overlap")
                .isLessThanOrEqualTo(most);
        assertThat(most > 0 || overlap == 0).as("overlap").isTrue();
    }

    private static void assertSize(TextChunk chunk, Tokenizer tokenizer, ChunkerConfig config) {
        if (config.strategy() == Strategy.WHOLE) {
            assertThat(chunk.text().length()).isLessThanOrEqualTo(WholeChunker.MAX_CHARS);
        } else {
            assertThat(chunk.text().length()).isLessThanOrEqualTo(ChunkerConfig.MAX_CHARS);
            assertThat(tokenizer.tokenize(chunk.text()).size()).isLessThanOrEqualTo(config.textTokens());
            assertTokens(chunk, tokenizer);
        }
    }

    /** Of a giant word the count may differ: the tokenizer reads very long text in windows, which cut such words. */
    private static void assertTokens(TextChunk chunk, Tokenizer tokenizer) {
        int count = tokenizer.tokenize(chunk.text()).size();
        assertThat(count).as("tokens of <%s>", chunk.text()).isLessThanOrEqualTo(chunk.tokens());
        if (Arrays.stream(chunk.text().split("\\s")).allMatch(word -> word.length() <= GIANT_WORD_CHARS)) {
            assertThat(count).as("tokens of <%s>", chunk.text()).isEqualTo(chunk.tokens());
        }
    }

    private static Integer pageAt(ParsedDocument document, int position) {
        return document.blocks().stream()
                .filter(block -> position < block.span().end())
                .findFirst()
                .orElseThrow()
                .page();
    }

    private static void assertNoOrdinaryWordCut(String text, int cut) {
        int start = cut;
        while (start > 0 && isAsciiLetter(text.charAt(start - 1))) {
            start--;
        }
        int end = cut;
        while (end < text.length() && isAsciiLetter(text.charAt(end))) {
            end++;
        }
        if (start < cut && cut < end) {
            assertThat(end - start)
                    .as("word cut: " + text.substring(start, end))
                    .isGreaterThan(ORDINARY_WORD_CHARS);
        }
        if (cut > 0 && cut < text.length()) {
            assertThat(Character.isSurrogatePair(text.charAt(cut - 1), text.charAt(cut)))
                    .isFalse();
        }
    }

    private static boolean isAsciiLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    private static void assertHeadingsOnlyAtStarts(ParsedDocument document, List<TextChunk> chunks) {
        for (TextChunk chunk : chunks) {
            boolean inHeadings = true;
            for (Block block : document.blocks()) {
                if (block.span().end() <= chunk.start() || block.span().start() >= chunk.end()) {
                    continue;
                }
                boolean heading = block instanceof Block.Heading;
                assertThat(inHeadings || !heading).as("heading inside a chunk").isTrue();
                inHeadings = heading;
            }
        }
    }
}
