package dev.millrace.ingest.chunk;

import org.jspecify.annotations.Nullable;

/**
 * A piece of a block that is never cut further.
 *
 * @param start in the document's text
 * @param begins what begins with it
 * @param heading whether it is of a heading, which stays with what comes after it
 * @param page it starts on; null where the format has no pages
 */
record Unit(
        int start,
        int end,
        int tokens,
        Begin begins,
        boolean heading,
        @Nullable Integer page) {

    /** Where in a block a unit begins. */
    enum Begin {
        BLOCK,
        INSIDE_BLOCK,
        /** It must not follow the beginning of its word in one chunk: together they would be other tokens. */
        INSIDE_WORD
    }
}
