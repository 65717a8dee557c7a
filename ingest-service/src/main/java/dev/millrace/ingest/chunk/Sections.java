package dev.millrace.ingest.chunk;

import dev.millrace.ingest.parse.Block;

/**
 * Tells where a section starts, while reading downwards: with a heading, unless nothing but headings stands before it in the
 * section. So a heading with nothing of its own under it stays with the next one instead of being a passage.
 */
final class Sections {

    private boolean onlyHeadings;

    boolean startsWith(Block block) {
        boolean isHeading = block instanceof Block.Heading;
        boolean starts = isHeading && !onlyHeadings;
        onlyHeadings = isHeading;
        return starts;
    }

    /** Whether nothing but headings stands in the section so far. */
    boolean onlyHeadings() {
        return onlyHeadings;
    }
}
