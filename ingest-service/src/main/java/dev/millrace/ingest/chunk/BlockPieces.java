package dev.millrace.ingest.chunk;

import dev.millrace.ingest.parse.Span;
import java.util.ArrayList;
import java.util.List;

/**
 * Parts a long block, so that only a bounded number of its tokens is held at once: a text of one line may have millions.
 * The text around a place decides whether it is parted there, so that an edit changes few chunks.
 */
final class BlockPieces {

    /** Some hundred chunks. */
    static final int MAX_CHARS = 1 << 17;

    private static final int LEAST_CHARS = MAX_CHARS / 2;

    private BlockPieces() {}

    /** Where a block may be parted, from worst to best. */
    private enum Place {
        NONE,
        WORD,
        SENTENCE,
        LINE
    }

    /** What a block is parted into, in order: itself if it is not long. */
    static List<Span> of(String text, Span block) {
        List<Span> pieces = new ArrayList<>();
        int from = block.start();
        while (from < block.end()) {
            int to = end(text, from, block.end());
            pieces.add(new Span(from, to));
            from = to;
        }
        return pieces;
    }

    /** Of the best places in the second half of what a piece may hold, the one with the least hash. */
    private static int end(String text, int from, int end) {
        if (end - from <= MAX_CHARS) {
            return end;
        }
        int best = from + MAX_CHARS;
        if (Character.isLowSurrogate(text.charAt(best))) {
            best--;
        }
        Place bestPlace = Place.NONE;
        long leastHash = Long.MAX_VALUE;
        for (int i = from + LEAST_CHARS; i < from + MAX_CHARS; i++) {
            Place place = placeAt(text, i);
            if (place == Place.NONE || place.compareTo(bestPlace) < 0) {
                continue;
            }
            long hash = TextHash.of(text, i, end);
            if (place != bestPlace || hash < leastHash) {
                best = i;
                bestPlace = place;
                leastHash = hash;
            }
        }
        return best;
    }

    private static Place placeAt(String text, int position) {
        char before = text.charAt(position - 1);
        if (before == '\n') {
            return Place.LINE;
        } else if ("。！？".indexOf(before) >= 0) {
            return Place.SENTENCE;
        } else if (WhiteSpace.is(before) && !WhiteSpace.is(text.charAt(position))) {
            boolean ended = position > 1 && ".!?".indexOf(text.charAt(position - 2)) >= 0;
            return ended ? Place.SENTENCE : Place.WORD;
        }
        boolean ideographs = Character.isIdeographic(text.codePointBefore(position))
                && Character.isIdeographic(text.codePointAt(position));
        return ideographs ? Place.WORD : Place.NONE;
    }
}
