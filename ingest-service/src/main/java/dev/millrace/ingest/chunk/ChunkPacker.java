package dev.millrace.ingest.chunk;

import java.util.ArrayList;
import java.util.List;

/** Collects the units of a section and makes chunks of them at its end. */
final class ChunkPacker {

    private final String text;
    private final int maxTokens;
    private final Passages passages;
    private final List<Unit> section = new ArrayList<>();
    private int tokens;

    ChunkPacker(String text, int maxTokens) {
        this.text = text;
        this.maxTokens = maxTokens;
        this.passages = new Passages(text);
    }

    /** Whether all of the section at hand and this unit fit into one chunk. */
    boolean hasRoomFor(Unit unit) {
        return section.isEmpty()
                || (tokens + unit.tokens() <= maxTokens
                        && unit.end() - section.getFirst().start() <= ChunkerConfig.MAX_CHARS);
    }

    void add(Unit unit) {
        section.add(unit);
        tokens += unit.tokens();
    }

    void endSection() {
        SectionCuts.byText(text, section, maxTokens).forEach(passages::add);
        section.clear();
        tokens = 0;
    }

    List<TextChunk> chunks() {
        return passages.chunks();
    }
}
