package dev.millrace.ingest.chunk;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A piece of a block that is never cut further.
 *
 * @param start in the document's text
 * @param begins what begins with it
 * @param headingPath the headings it stands under
 * @param page it starts on; null where the format has no pages
 */
record Unit(
        int start,
        int end,
        int tokens,
        Begin begins,
        Role role,
        List<String> headingPath,
        @Nullable Integer page) {

    /** Where in a block a unit begins. */
    enum Begin {
        BLOCK,
        INSIDE_BLOCK,
        /** It must not follow the beginning of its word in one chunk: together they would be other tokens. */
        INSIDE_WORD
    }

    /** What a unit is to its neighbours. */
    enum Role {
        HEADING,
        /** Names the columns of the rows below. */
        TABLE_HEADER,
        BODY
    }

    /** Whether it stays with what comes after it. */
    boolean leads() {
        return role != Role.BODY;
    }
}
