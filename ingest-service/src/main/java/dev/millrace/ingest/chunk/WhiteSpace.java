package dev.millrace.ingest.chunk;

/** White space in the widest sense, with no-break spaces. */
final class WhiteSpace {

    private WhiteSpace() {}

    static boolean is(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c);
    }

    /** The first position from {@code start} on that holds none; {@code end} if there is none before it. */
    static int skip(String text, int start, int end) {
        int i = start;
        while (i < end && is(text.charAt(i))) {
            i++;
        }
        return i;
    }

    /** The last position down from {@code end} with none before it; {@code start} if there is none. */
    static int skipBack(String text, int start, int end) {
        int i = end;
        while (i > start && is(text.charAt(i - 1))) {
            i--;
        }
        return i;
    }
}
