package dev.millrace.search;

/**
 * Cuts a question for the lexical arm: OpenSearch takes 1024 clauses in a query, and each word is one in each field. The
 * encoder cuts at 256 tokens, which are fewer words, so the two arms are asked about the same.
 */
final class LeadingWords {

    /** Times four fields, with room for filters. */
    static final int MOST = 200;

    private LeadingWords() {}

    /** The text up to the end of its word number {@value #MOST}. */
    static String of(String text) {
        int words = 0;
        boolean inWord = false;
        int at = 0;
        while (at < text.length()) {
            int c = text.codePointAt(at);
            boolean starts = startsWord(c, inWord);
            if (starts && ++words > MOST) {
                return text.substring(0, at);
            }
            inWord = Character.isLetterOrDigit(c);
            at += Character.charCount(c);
        }
        return text;
    }

    /** Analyzers take each ideograph, and each symbol such as an emoji, for a word. Counting too many does no harm. */
    private static boolean startsWord(int c, boolean inWord) {
        if (Character.isLetterOrDigit(c)) {
            return !inWord || !isSpaced(c);
        }
        return Character.isSupplementaryCodePoint(c);
    }

    private static boolean isSpaced(int c) {
        Character.UnicodeScript script = Character.UnicodeScript.of(c);
        return script != Character.UnicodeScript.HAN && script != Character.UnicodeScript.HIRAGANA;
    }
}
