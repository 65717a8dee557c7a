package dev.millrace.standalone.verify;

import java.util.Locale;

/** In what a document differs from what it should be. docs/operations.md tells them to operators. */
public enum DifferenceKind {
    /** The source or the topic has the document, but the ledger does not know it, or the index holds no passage of it. */
    MISSING,
    /** An older version, or another content, than the source, the topic or the ledger has. */
    STALE,
    /** Some of the document's passages are in the index, others are not. */
    HALF_UPDATED,
    /** The index holds passages that nobody knows, or of a document that its source or topic no longer has. */
    EXTRA,
    /** A passage that was removed can be found. */
    RESURRECTED,
    /** A vector has not as many numbers as the index wants, or is none. */
    WRONG_DIMENSION,
    /** A vector is of another model than the index holds. */
    WRONG_MODEL;

    /** As it is printed. */
    public String written() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
