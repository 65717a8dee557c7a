package dev.millrace.search;

/** Who may find a passage of a document of which nobody said who may read it. */
enum MissingAcl {
    /** Everybody. */
    OPEN,
    /** Nobody. */
    CLOSED
}
