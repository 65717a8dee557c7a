package dev.millrace.encoder;

/** Mends text that is not valid Unicode: the native tokenizer would misread every other character of it as well. */
final class LoneSurrogates {
    private static final char REPLACEMENT = '\uFFFD';

    private LoneSurrogates() {}

    /** Returns the text with each surrogate that has no partner replaced, and so with all positions as they were. */
    static String replaced(String text) {
        int lone = firstLone(text, 0);
        if (lone < 0) {
            return text;
        }
        StringBuilder mended = new StringBuilder(text);
        while (lone >= 0) {
            mended.setCharAt(lone, REPLACEMENT);
            lone = firstLone(text, lone + 1);
        }
        return mended.toString();
    }

    private static int firstLone(String text, int from) {
        int i = from;
        while (i < text.length()) {
            int codePoint = text.codePointAt(i);
            if (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE) {
                return i;
            }
            i += Character.charCount(codePoint);
        }
        return -1;
    }
}
