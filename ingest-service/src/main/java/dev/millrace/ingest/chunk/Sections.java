package dev.millrace.ingest.chunk;

import dev.millrace.ingest.parse.Block;

/**
 * Tells where a section starts, while reading downwards: with a heading, unless all that stands before it in the section
 * are headings above it.
 */
final class Sections {

    private int lastHeading;
    private boolean onlyHeadings;

    boolean startsWith(Block block) {
        if (block instanceof Block.Heading heading) {
            boolean starts = !onlyHeadings || heading.level() <= lastHeading;
            lastHeading = heading.level();
            onlyHeadings = true;
            return starts;
        }
        onlyHeadings = false;
        return false;
    }

    /** Whether nothing but headings stands in the section so far. */
    boolean onlyHeadings() {
        return onlyHeadings;
    }
}
