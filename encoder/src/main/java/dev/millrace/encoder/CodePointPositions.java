package dev.millrace.encoder;

import org.jspecify.annotations.Nullable;

/** Turns the native tokenizer's positions, in code points of a window, into {@code char} indices of the text. */
final class CodePointPositions {
    private final int from;
    private final int @Nullable [] charIndices;

    private CodePointPositions(int from, int @Nullable [] charIndices) {
        this.from = from;
        this.charIndices = charIndices;
    }

    /** For the window of the text from {@code from} to {@code end}. */
    static CodePointPositions of(String text, int from, int end) {
        int codePoints = text.codePointCount(from, end);
        if (codePoints == end - from) {
            return new CodePointPositions(from, null);
        }
        int[] charIndices = new int[codePoints + 1];
        int index = from;
        for (int i = 0; i < codePoints; i++) {
            charIndices[i] = index;
            index += Character.charCount(text.codePointAt(index));
        }
        charIndices[codePoints] = end;
        return new CodePointPositions(from, charIndices);
    }

    int charIndex(int codePoint) {
        return charIndices == null ? from + codePoint : charIndices[codePoint];
    }
}
