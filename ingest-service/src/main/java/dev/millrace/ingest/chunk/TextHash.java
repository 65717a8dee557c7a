package dev.millrace.ingest.chunk;

/** A hash of the text at a place, by which the text itself decides where it is cut. */
final class TextHash {

    /** Few enough that an edit seldom touches them, and enough to tell the lines of a log or a table apart. */
    private static final int HASHED_CHARS = 64;

    private TextHash() {}

    /** Of what follows a position, after white space: FNV-1a, its bits mixed, as near texts are to have far hashes. */
    static long of(String text, int position, int limit) {
        int start = WhiteSpace.skip(text, position, limit);
        int end = Math.min(start + HASHED_CHARS, limit);
        long hash = 0xcbf29ce484222325L;
        for (int i = start; i < end; i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
        }
        hash = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
        hash = (hash ^ (hash >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return hash ^ (hash >>> 33);
    }
}
