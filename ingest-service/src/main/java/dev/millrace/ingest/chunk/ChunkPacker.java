package dev.millrace.ingest.chunk;

import java.util.ArrayList;
import java.util.List;

/**
 * Collects the units of a section and makes chunks of them at its end. A section of very many is parted before that, since
 * a text of one sentence may have millions of words.
 */
final class ChunkPacker {

    /** Words of some sixty chunks; sentences of some thousand. */
    private static final int MOST_UNITS = 1 << 14;

    private final String text;
    private final int maxTokens;
    private final Cutter cutter;
    private final Passages passages;
    private final List<Unit> section = new ArrayList<>();
    private int tokens;

    /** Groups the units of a section into chunks. */
    interface Cutter {
        List<List<Unit>> cuts(List<Unit> section);
    }

    /** By the text alone. */
    ChunkPacker(String text, int maxTokens) {
        this(text, maxTokens, section -> SectionCuts.byText(text, section, maxTokens));
    }

    ChunkPacker(String text, int maxTokens, Cutter cutter) {
        this.text = text;
        this.maxTokens = maxTokens;
        this.cutter = cutter;
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
        if (section.size() == MOST_UNITS) {
            end(SectionCuts.partedAt(text, section, MOST_UNITS / 2));
        }
    }

    void endSection() {
        end(section.size());
    }

    /** @param count of the first units, which are to be chunks */
    private void end(int count) {
        List<Unit> ended = section.subList(0, count);
        cutter.cuts(List.copyOf(ended)).forEach(passages::add);
        ended.clear();
        tokens = section.stream().mapToInt(Unit::tokens).sum();
    }

    List<TextChunk> chunks() {
        return passages.chunks();
    }
}
