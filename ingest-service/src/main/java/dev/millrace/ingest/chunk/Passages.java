package dev.millrace.ingest.chunk;

import java.util.ArrayList;
import java.util.List;

/** Makes chunks of neighbouring units. */
final class Passages {

    private final String text;
    private final List<TextChunk> chunks = new ArrayList<>();

    /** @param text of the document */
    Passages(String text) {
        this.text = text;
    }

    /** Adds a chunk of these units, unless they hold nothing but white space. */
    void add(List<Unit> units) {
        int end = units.getLast().end();
        int from = WhiteSpace.skip(text, units.getFirst().start(), end);
        int to = WhiteSpace.skipBack(text, from, end);
        if (from < to) {
            chunks.add(new TextChunk(
                    text.substring(from, to),
                    from,
                    to,
                    chunks.size(),
                    units.getFirst().page(),
                    headingPath(units),
                    units.stream().mapToInt(Unit::tokens).sum()));
        }
    }

    List<TextChunk> chunks() {
        return chunks;
    }

    /** Headings at its start count as over a chunk. */
    private static List<String> headingPath(List<Unit> units) {
        for (Unit unit : units) {
            if (unit.role() != Unit.Role.HEADING) {
                return unit.headingPath();
            }
        }
        return units.getLast().headingPath();
    }
}
