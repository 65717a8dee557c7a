package dev.millrace.ingest.chunk;

import dev.millrace.encoder.Tokenizer;
import dev.millrace.ingest.parse.Block;
import dev.millrace.ingest.parse.ParsedDocument;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes one passage of a document. The model reads its beginning, and keyword search all of it. Only a document that would
 * be too large for a record and for highlighting is cut, at white space where there is any.
 */
final class WholeChunker implements Chunker {

    static final int MAX_CHARS = 250_000;

    private final Tokenizer tokenizer;

    WholeChunker(Tokenizer tokenizer) {
        this.tokenizer = tokenizer;
    }

    @Override
    public List<TextChunk> chunk(ParsedDocument document) {
        String text = document.text();
        List<TextChunk> chunks = new ArrayList<>();
        int from = WhiteSpace.skip(text, 0, text.length());
        while (from < text.length()) {
            int end = end(text, from);
            int to = WhiteSpace.skipBack(text, from, end);
            String passage = text.substring(from, to);
            int tokens = tokenizer.tokenize(passage).size();
            chunks.add(new TextChunk(passage, from, to, chunks.size(), page(document, from), List.of(), tokens));
            from = WhiteSpace.skip(text, end, text.length());
        }
        return chunks;
    }

    private static int end(String text, int from) {
        int limit = from + MAX_CHARS;
        if (limit >= text.length()) {
            return text.length();
        }
        for (int i = limit; i > from; i--) {
            if (WhiteSpace.is(text.charAt(i))) {
                return i;
            }
        }
        return Character.isLowSurrogate(text.charAt(limit)) ? limit - 1 : limit;
    }

    private static @Nullable Integer page(ParsedDocument document, int position) {
        for (Block block : document.blocks()) {
            if (position < block.span().end()) {
                return block.page();
            }
        }
        return null;
    }
}
