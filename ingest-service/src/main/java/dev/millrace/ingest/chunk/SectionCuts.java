package dev.millrace.ingest.chunk;

import dev.millrace.ingest.chunk.Unit.Begin;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Groups the units of one section into chunks so that an edit changes no chunk but those around it.
 *
 * <p>Filling one chunk after the other would let an edit shift every cut below it. Instead, neighbours are joined as long
 * as they fit into a chunk, in an order that the text decides by itself: that of a hash of what follows each place. So a
 * place is cut or not by what stands near it, whatever stands before and below. No two neighbouring chunks would fit into
 * one, and a section that fits into a chunk is one.
 */
final class SectionCuts {

    /** Few enough that an edit seldom touches them, and enough to tell the lines of a log or a table apart. */
    private static final int HASHED_CHARS = 64;

    private final String text;
    private final List<Unit> units;
    private final int maxTokens;
    /** Of a group that begins at an index: the index of its last unit. */
    private final int[] lastOf;
    /** Of a group that ends at an index: the index of its first unit. */
    private final int[] firstOf;
    /** Of a group that begins at an index: its tokens. */
    private final int[] tokensOf;

    /** @param units of one section, in order */
    SectionCuts(String text, List<Unit> units, int maxTokens) {
        this.text = text;
        this.units = units;
        this.maxTokens = maxTokens;
        this.lastOf = IntStream.range(0, units.size()).toArray();
        this.firstOf = lastOf.clone();
        this.tokensOf = units.stream().mapToInt(Unit::tokens).toArray();
    }

    /** The units of each chunk. */
    List<List<Unit>> chunks() {
        joinHeadings();
        places().forEach(this::joinIfItFits);
        List<List<Unit>> chunks = new ArrayList<>();
        for (int first = 0; first < units.size(); first = lastOf[first] + 1) {
            chunks.add(units.subList(first, lastOf[first] + 1));
        }
        return chunks;
    }

    /** A heading, or a table's header, is joined with what it stands over before anything else is joined with that. */
    private void joinHeadings() {
        for (int i = 1; i < units.size(); i++) {
            if (units.get(i - 1).leads()) {
                joinIfItFits(i);
            }
        }
    }

    /** Places inside a block come first, so that its parts rather join each other than its neighbours. */
    private IntStream places() {
        int end = units.isEmpty() ? 0 : units.getLast().end();
        long[] hashes =
                units.stream().mapToLong(unit -> hash(unit.start(), end)).toArray();
        return IntStream.range(1, units.size())
                .filter(i -> !units.get(i - 1).leads())
                .boxed()
                .sorted(Comparator.comparing((Integer i) -> units.get(i).begins() == Begin.BLOCK)
                        .thenComparingLong(i -> hashes[i]))
                .mapToInt(Integer::intValue);
    }

    /** @param second index of the unit that follows the place */
    private void joinIfItFits(int second) {
        int first = firstOf[second - 1];
        int last = lastOf[second];
        int tokens = tokensOf[first] + tokensOf[second];
        int chars = units.get(last).end() - units.get(first).start();
        if (units.get(second).begins() != Begin.INSIDE_WORD
                && tokens <= maxTokens
                && chars <= ChunkerConfig.MAX_CHARS) {
            lastOf[first] = last;
            firstOf[last] = first;
            tokensOf[first] = tokens;
        }
    }

    /** FNV-1a over characters, its bits mixed: near texts are to have far hashes. */
    private long hash(int unitStart, int sectionEnd) {
        int start = WhiteSpace.skip(text, unitStart, sectionEnd);
        int end = Math.min(start + HASHED_CHARS, sectionEnd);
        long hash = 0xcbf29ce484222325L;
        for (int i = start; i < end; i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
        }
        hash = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
        hash = (hash ^ (hash >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return hash ^ (hash >>> 33);
    }
}
