package dev.millrace.ingest.chunk;

import java.util.ArrayList;
import java.util.List;

/** Collects the units of a section and makes chunks of them at its end. */
final class ChunkPacker {

    private final String text;
    private final int maxTokens;
    private final int maxChars;
    private final List<TextChunk> chunks = new ArrayList<>();
    private final List<Unit> section = new ArrayList<>();
    private List<String> headingPath = List.of();
    private int tokens;

    ChunkPacker(String text, int maxTokens, int maxChars) {
        this.text = text;
        this.maxTokens = maxTokens;
        this.maxChars = maxChars;
    }

    /** The headings over the section at hand. */
    void headings(List<String> path) {
        this.headingPath = path;
    }

    /** Whether all of the section at hand and this unit fit into one chunk. */
    boolean hasRoomFor(Unit unit) {
        return section.isEmpty()
                || (tokens + unit.tokens() <= maxTokens
                        && unit.end() - section.getFirst().start() <= maxChars);
    }

    void add(Unit unit) {
        section.add(unit);
        tokens += unit.tokens();
    }

    void endSection() {
        new SectionCuts(text, section, maxTokens, maxChars).chunks().forEach(this::addChunk);
        section.clear();
        tokens = 0;
    }

    private void addChunk(List<Unit> units) {
        Unit first = units.getFirst();
        int from = WhiteSpace.skip(text, first.start(), units.getLast().end());
        int to = WhiteSpace.skipBack(text, from, units.getLast().end());
        if (from < to) {
            int count = units.stream().mapToInt(Unit::tokens).sum();
            chunks.add(
                    new TextChunk(text.substring(from, to), from, to, chunks.size(), first.page(), headingPath, count));
        }
    }

    List<TextChunk> chunks() {
        return chunks;
    }
}
