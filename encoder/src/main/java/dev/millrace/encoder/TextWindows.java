package dev.millrace.encoder;

/** Cuts long text where no token can span the cut, so that the native tokenizer sees bounded pieces. */
final class TextWindows {
    private TextWindows() {}

    /**
     * Returns where the window that begins at {@code from} ends: at the text's end if that is near enough, else before
     * the last white space within {@code maxChars}, else after the last character that is a word of its own. Only a
     * single word longer than a window is cut inside, and then never within a surrogate pair.
     */
    static int end(String text, int from, int maxChars) {
        if (text.length() - from <= maxChars) {
            return text.length();
        }
        int limit = from + maxChars;
        for (int i = limit; i > from; i--) {
            if (isSpace(text.charAt(i))) {
                return i;
            }
        }
        for (int i = limit; i > from; i--) {
            if (isWordOfItsOwn(text.charAt(i - 1))) {
                return i;
            }
        }
        return Character.isLowSurrogate(text.charAt(limit)) && limit - 1 > from ? limit - 1 : limit;
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\n' || c == '\t' || c == '\r';
    }

    /** Brackets are left out: the tokenizer knows {@code [SEP]} and its like as one token. */
    private static boolean isWordOfItsOwn(char c) {
        boolean ideograph = c >= '\u4E00' && c <= '\u9FFF';
        return ideograph || c == ',' || c == '.' || c == ';' || c == ':' || c == '/' || c == '+' || c == '|';
    }
}
