package dev.millrace.encoder;

import java.util.Arrays;
import java.util.BitSet;

/** Gathers the tokens of one text, window by window. */
final class TokenCollector {
    private final String text;
    private final BitSet wordStarts = new BitSet();
    private int[] ids;
    private int[] starts;
    private int[] ends;
    private int size;

    TokenCollector(String text) {
        this.text = text;
        int guess = 16 + Math.min(text.length(), 1 << 20) / 4;
        ids = new int[guess];
        starts = new int[guess];
        ends = new int[guess];
    }

    int size() {
        return size;
    }

    void add(int id, int start, int end, boolean startsWord) {
        if (size == ids.length) {
            int larger = size * 2;
            ids = Arrays.copyOf(ids, larger);
            starts = Arrays.copyOf(starts, larger);
            ends = Arrays.copyOf(ends, larger);
        }
        ids[size] = id;
        starts[size] = start;
        ends[size] = end;
        wordStarts.set(size, startsWord);
        size++;
    }

    TokenizedText toTokenizedText() {
        for (int i = 0; i < size; i++) {
            int next = i + 1 < size ? starts[i + 1] : text.length();
            ends[i] = withAccents(ends[i], next);
        }
        return new TokenizedText(
                Arrays.copyOf(ids, size), Arrays.copyOf(starts, size), Arrays.copyOf(ends, size), wordStarts);
    }

    /** The tokenizer strips accents before it measures; one that stands as a character of its own is taken back in. */
    private int withAccents(int end, int next) {
        int i = end;
        while (i < next && Character.getType(text.codePointAt(i)) == Character.NON_SPACING_MARK) {
            i += Character.charCount(text.codePointAt(i));
        }
        return i;
    }
}
