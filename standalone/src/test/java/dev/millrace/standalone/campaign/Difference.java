package dev.millrace.standalone.campaign;

/**
 * Something that is not as it must be.
 *
 * @param detail without content of the document
 */
public record Difference(Kind kind, String documentId, String detail) {

    /** What is wrong. */
    public enum Kind {
        /** A document, or a part of it, is not in the index. */
        LOST,
        /** The index holds an older text. */
        STALE,
        /** The index holds what is no more. */
        EXTRA,
        /** A vector is missing or of the wrong kind. */
        VECTOR,
        /** A tombstone is missing or holds content. */
        TOMBSTONE,
        /** A dead letter that should not be, or is missing. */
        DEAD_LETTER,
        /** {@code millrace verify} finds something, or can't look. */
        VERIFY,
        /** Something still waits to be worked on. */
        STUCK
    }
}
