package dev.millrace.ingest.chunk;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Fills chunks with units, one after the other. */
final class ChunkPacker {

    private final String text;
    private final int maxTokens;
    private final int maxChars;
    private final List<TextChunk> chunks = new ArrayList<>();
    private List<String> headingPath = List.of();
    private @Nullable Integer page;
    private boolean open;
    private int start;
    private int end;
    private int tokens;

    ChunkPacker(String text, int maxTokens, int maxChars) {
        this.text = text;
        this.maxTokens = maxTokens;
        this.maxChars = maxChars;
    }

    /** The headings over what is added from now on, and over the chunk at hand. */
    void section(List<String> headingPath) {
        this.headingPath = headingPath;
    }

    boolean hasRoomFor(Unit unit) {
        return !open || (tokens + unit.tokens() <= maxTokens && unit.end() - start <= maxChars);
    }

    void add(Unit unit, @Nullable Integer unitPage) {
        if (unit.continuesWord() || !hasRoomFor(unit)) {
            endChunk();
        }
        if (!open) {
            open = true;
            start = unit.start();
            page = unitPage;
            tokens = 0;
        }
        end = unit.end();
        tokens += unit.tokens();
    }

    void endChunk() {
        if (!open) {
            return;
        }
        open = false;
        int from = WhiteSpace.skip(text, start, end);
        int to = WhiteSpace.skipBack(text, from, end);
        if (from < to) {
            chunks.add(new TextChunk(text.substring(from, to), from, to, chunks.size(), page, headingPath, tokens));
        }
    }

    List<TextChunk> chunks() {
        return chunks;
    }
}
