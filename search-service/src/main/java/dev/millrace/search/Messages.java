package dev.millrace.search;

/** Helps messages quote what somebody sent. */
final class Messages {

    private static final int MOST_QUOTED = 60;

    private Messages() {}

    /** The text without control characters, cut where it is too long for a sentence. */
    static String shortened(String text) {
        String clean = text.replaceAll("\\p{Cntrl}", " ");
        return clean.codePointCount(0, clean.length()) <= MOST_QUOTED
                ? clean
                : clean.substring(0, clean.offsetByCodePoints(0, MOST_QUOTED)) + "…";
    }
}
