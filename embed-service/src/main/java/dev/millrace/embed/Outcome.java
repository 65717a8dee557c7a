package dev.millrace.embed;

import java.util.Locale;

/** What became of a record of the chunks topic: each ends in exactly one. */
enum Outcome {
    /** It has a vector and is on its way. */
    EMBEDDED,
    /** A removal was passed on. */
    REMOVED,
    /** It is a dead letter. */
    REJECTED;

    String tag() {
        return name().toLowerCase(Locale.ROOT);
    }
}
