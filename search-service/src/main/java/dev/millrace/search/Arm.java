package dev.millrace.search;

/** One way of ranking passages. A hybrid search has both. */
enum Arm {
    LEXICAL,
    SEMANTIC
}
