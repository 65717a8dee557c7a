package dev.millrace.encoder;

import java.util.Arrays;
import java.util.BitSet;

/**
 * The tokens of a text and where each stands in it.
 *
 * <p>Positions are {@code char} indices into the given text and never part a surrogate pair. Starts and ends never
 * decrease. Tokens of one word may share characters (the parts of a Hangul syllable do); those of two words never do.
 * White space and control characters belong to no token.
 */
public final class TokenizedText {
    private final int[] ids;
    private final int[] starts;
    private final int[] ends;
    private final BitSet wordStarts;

    /**
     * Token {@code i} is {@code ids[i]}, at {@code starts[i]} up to {@code ends[i]}, and begins a word if
     * {@code wordStarts} has {@code i}. All are copied.
     */
    public TokenizedText(int[] ids, int[] starts, int[] ends, BitSet wordStarts) {
        if (starts.length != ids.length || ends.length != ids.length) {
            throw new IllegalArgumentException("Each token needs one id, one start and one end, but there are "
                    + ids.length + ", " + starts.length + " and " + ends.length + ".");
        }
        this.ids = ids.clone();
        this.starts = starts.clone();
        this.ends = ends.clone();
        this.wordStarts = (BitSet) wordStarts.clone();
    }

    /** How many tokens there are. */
    public int size() {
        return ids.length;
    }

    /** The vocabulary's number of token {@code i}. */
    public int id(int i) {
        return ids[i];
    }

    /** Where token {@code i} begins in the text. */
    public int start(int i) {
        return starts[i];
    }

    /** Where token {@code i} ends in the text, exclusive. */
    public int end(int i) {
        return ends[i];
    }

    /** Whether token {@code i} begins a word: a run of letters or digits, a punctuation mark, a CJK character. */
    public boolean startsWord(int i) {
        return wordStarts.get(i);
    }

    /** The ids of the first {@code limit} tokens, or of all if there are fewer. */
    public int[] ids(int limit) {
        return Arrays.copyOf(ids, Math.min(limit, ids.length));
    }
}
