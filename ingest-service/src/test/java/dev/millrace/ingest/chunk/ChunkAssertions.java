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
            ParsedDocument document, List<TextChunk> chunks, Tokenizer tokenizer, int maxTokens) {
        String text = document.text();
        int end = 0;
        for (int i = 0; i < chunks.size(); i++) {
            TextChunk chunk = chunks.get(i);
            assertThat(chunk.ordinal()).isEqualTo(i);
            assertThat(chunk.start()).isGreaterThanOrEqualTo(end);
            assertThat(WhiteSpace.skip(text, end, chunk.start())).as("lost").isEqualTo(chunk.start());
            assertThat(chunk.text())
                    .isEqualTo(text.substring(chunk.start(), chunk.end()))
                    .isNotBlank();
            assertThat(chunk.text()).isEqualTo(chunk.text().strip());
            assertThat(chunk.text().length()).isLessThanOrEqualTo(StructuralChunker.MAX_CHARS);
            assertTokens(chunk, tokenizer, maxTokens);
            assertNoOrdinaryWordCut(text, chunk.end());
            end = chunk.end();
        }
        assertThat(WhiteSpace.skip(text, end, text.length())).as("lost").isEqualTo(text.length());
        assertHeadingsOnlyAtStarts(document, chunks);
    }

    /** Of a giant word the count may differ: the tokenizer reads very long text in windows, which cut such words. */
    private static void assertTokens(TextChunk chunk, Tokenizer tokenizer, int maxTokens) {
        int count = tokenizer.tokenize(chunk.text()).size();
        assertThat(count)
                .as("tokens of <%s>", chunk.text())
                .isLessThanOrEqualTo(maxTokens - 2)
                .isLessThanOrEqualTo(chunk.tokens());
        if (Arrays.stream(chunk.text().split("\\s")).allMatch(word -> word.length() <= GIANT_WORD_CHARS)) {
            assertThat(count).as("tokens of <%s>", chunk.text()).isEqualTo(chunk.tokens());
        }
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
        if (cut < text.length()) {
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
