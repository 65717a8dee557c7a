package dev.millrace.ingest.chunk;

import dev.millrace.ingest.chunk.Unit.Begin;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Groups the units of one section into chunks so that an edit changes no chunk but those around it.
 *
 * <p>Filling one chunk after the other would let an edit shift every cut below it. Instead, neighbours are joined as long
 * as they fit into a chunk, in an order that the text decides by itself: that of a hash of what follows each place, or of
 * how alike the text on both sides is. So a place is cut or not by what stands near it, whatever stands before and below.
 */
final class SectionCuts {

    private final List<Unit> units;
    private final int maxTokens;
    private final List<Integer> places;
    /** Of a group that begins at an index: the index of its last unit. */
    private final int[] lastOf;
    /** Of a group that ends at an index: the index of its first unit. */
    private final int[] firstOf;
    /** Of a group that begins at an index: its tokens. */
    private final int[] tokensOf;

    /** @param places indices of the units that what stands before may be joined with, in the order to try them */
    private SectionCuts(List<Unit> units, int maxTokens, List<Integer> places) {
        this.units = units;
        this.maxTokens = maxTokens;
        this.places = places;
        this.lastOf = IntStream.range(0, units.size()).toArray();
        this.firstOf = lastOf.clone();
        this.tokensOf = units.stream().mapToInt(Unit::tokens).toArray();
    }

    /**
     * No two neighbouring chunks would fit into one, and a section that fits into a chunk is one. Places inside a block
     * come first, so that its parts rather join each other than its neighbours.
     *
     * @param text of the document
     * @param units of one section, in order
     */
    static SectionCuts byText(String text, List<Unit> units, int maxTokens) {
        int end = units.isEmpty() ? 0 : units.getLast().end();
        long[] hashes = units.stream()
                .mapToLong(unit -> TextHash.of(text, unit.start(), end))
                .toArray();
        Comparator<Integer> order = Comparator.comparing(
                        (Integer i) -> units.get(i).begins() == Begin.BLOCK)
                .thenComparingLong(i -> hashes[i]);
        return new SectionCuts(units, maxTokens, places(units).sorted(order).toList());
    }

    /**
     * Joins from the most alike down, and nothing across a place where the two sides are not alike enough.
     *
     * @param likeness of what stands before each unit and what follows
     * @param least that may be joined
     */
    static SectionCuts byLikeness(List<Unit> units, int maxTokens, double[] likeness, double least) {
        List<Integer> places = places(units)
                .filter(i -> likeness[i] >= least)
                .sorted(Comparator.comparingDouble((Integer i) -> -likeness[i]))
                .toList();
        return new SectionCuts(units, maxTokens, places);
    }

    /** The units of each chunk. */
    List<List<Unit>> chunks() {
        joinHeadings();
        places.forEach(this::joinIfItFits);
        List<List<Unit>> chunks = new ArrayList<>();
        for (int first = 0; first < units.size(); first = lastOf[first] + 1) {
            chunks.add(units.subList(first, lastOf[first] + 1));
        }
        return chunks;
    }

    private static Stream<Integer> places(List<Unit> units) {
        return IntStream.range(1, units.size())
                .filter(i -> !units.get(i - 1).leads())
                .boxed();
    }

    /** A heading, or a table's header, is joined with what it stands over before anything else is joined with that. */
    private void joinHeadings() {
        for (int i = 1; i < units.size(); i++) {
            if (units.get(i - 1).leads()) {
                joinIfItFits(i);
            }
        }
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
}
