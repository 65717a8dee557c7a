package dev.millrace.ingest.chunk;

import dev.millrace.ingest.chunk.Unit.Begin;
import java.util.ArrayList;
import java.util.BitSet;
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
 * Only a section of few chunks is filled one after the other, since the fullest chunks are found best.
 */
final class SectionCuts {

    /** Of the largest chunk: what is smaller than this share is small. */
    private static final int SMALL_SHARE = 5;
    /** A section of no more chunks is filled from its beginning: an edit that shifts every cut in it changes only these. */
    private static final int FEW = 2;

    private final List<Unit> units;
    private final int maxTokens;
    private final List<Integer> places;
    private final BitSet parting;
    /** Of a group that begins at an index: the index of its last unit. */
    private final int[] lastOf;
    /** Of a group that ends at an index: the index of its first unit. */
    private final int[] firstOf;
    /** Of a group that begins at an index: its tokens. */
    private final int[] tokensOf;

    /**
     * Places are indices of the units after them.
     *
     * @param places in the order in which to try to join what stands on both sides
     * @param parting places that part all but small groups from their neighbours
     */
    private SectionCuts(List<Unit> units, int maxTokens, List<Integer> places, BitSet parting) {
        this.units = units;
        this.maxTokens = maxTokens;
        this.places = places;
        this.parting = parting;
        this.lastOf = IntStream.range(0, units.size()).toArray();
        this.firstOf = lastOf.clone();
        this.tokensOf = units.stream().mapToInt(Unit::tokens).toArray();
    }

    /**
     * The units of each chunk. No two neighbouring chunks would fit into one, and a section that fits into a chunk is one.
     * Where chunks are many, places inside a block come first, so that its parts rather join each other than its neighbours.
     *
     * @param text of the document
     * @param units of one section, in order
     */
    static List<List<Unit>> byText(String text, List<Unit> units, int maxTokens) {
        List<List<Unit>> filled =
                new SectionCuts(units, maxTokens, places(units).toList(), new BitSet()).chunks();
        if (filled.size() <= FEW) {
            return filled;
        }
        return new SectionCuts(
                        units,
                        maxTokens,
                        places(units).sorted(byText(text, units)).toList(),
                        new BitSet())
                .chunks();
    }

    /** The order in which the text has places joined. */
    private static Comparator<Integer> byText(String text, List<Unit> units) {
        int end = units.getLast().end();
        long[] hashes = units.stream()
                .mapToLong(unit -> TextHash.of(text, unit.start(), end))
                .toArray();
        return Comparator.comparing((Integer i) -> units.get(i).begins() == Begin.BLOCK)
                .thenComparingLong(i -> hashes[i]);
    }

    /**
     * Where to part a section that is too long to be cut as one: at the place that would be joined last, so that an edit
     * seldom moves it.
     *
     * @param from the first place that may be chosen; the last few may not, since too little is known of what follows them
     * @return the number of units before it; all, where it can be parted nowhere
     */
    static int partedAt(String text, List<Unit> units, int from) {
        int to = units.size() - units.size() / 16;
        return places(units)
                .filter(i -> i >= from && i < to && units.get(i).begins() != Begin.INSIDE_WORD)
                .max(byText(text, units))
                .orElse(units.size());
    }

    /**
     * The units of each chunk, joined from the most alike down. Across a place whose two sides are not alike enough, only what is small is joined: a
     * passage of a few words is of no use by itself.
     *
     * @param likeness of what stands before each unit and what follows
     * @param least of what is joined, unless it is small
     */
    static List<List<Unit>> byLikeness(List<Unit> units, int maxTokens, double[] likeness, double least) {
        List<Integer> places = places(units)
                .sorted(Comparator.comparingDouble((Integer i) -> -likeness[i]))
                .toList();
        BitSet parting = new BitSet();
        places.stream().filter(i -> likeness[i] < least).forEach(parting::set);
        return new SectionCuts(units, maxTokens, places, parting).chunks();
    }

    private List<List<Unit>> chunks() {
        joinHeadings();
        places.forEach(this::joinIfItFits);
        List<List<Unit>> chunks = new ArrayList<>();
        for (int first = 0; first < units.size(); first = lastOf[first] + 1) {
            chunks.add(units.subList(first, lastOf[first] + 1));
        }
        return chunks;
    }

    /** All but those after a heading, or a table's header. */
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
                && chars <= ChunkerConfig.MAX_CHARS
                && !isParted(first, second)) {
            lastOf[first] = last;
            firstOf[last] = first;
            tokensOf[first] = tokens;
        }
    }

    private boolean isParted(int first, int second) {
        return parting.get(second) && Math.min(tokensOf[first], tokensOf[second]) >= maxTokens / SMALL_SHARE;
    }
}
