package dev.millrace.search;

import java.util.Locale;

/** One way of ranking passages. A hybrid search has both. */
enum Arm {
    LEXICAL,
    SEMANTIC;

    /** The name in answers. */
    String written() {
        return name().toLowerCase(Locale.ROOT);
    }
}
