package dev.millrace.core.deadletter;

/**
 * Why a record became a dead letter. Only faults of the record itself are reasons: an outage of Kafka or OpenSearch is
 * waited out and never ends here.
 */
public enum Reason {
    /** The record has no key, and so no document id: produce it with one. */
    MISSING_KEY,
    /** The value or a header can't be understood, for example a reference that is not JSON. */
    MALFORMED,
    /** The reference points at what may not or can't be read: mend its permissions, or its address. */
    UNREADABLE,
    /** The document or what it unpacks to is larger than a configured limit. */
    TOO_LARGE,
    /** The file is damaged, truncated or not what its format demands. Repair it and drop it again. */
    CORRUPT,
    /** The file wants a password. Drop it again without. */
    ENCRYPTED,
    /** No parser reads this format. */
    UNSUPPORTED,
    /** The parser did not end before its deadline. Raise {@code ingest.parse.deadline} if the file is worth it. */
    TIMEOUT,
    /** The parser ran out of memory or stack. Raise {@code ingest.parse.heap} if the file is worth it. */
    OUT_OF_MEMORY,
    /** The parser's process ended while it read this file, each time it was tried; or the whole service did. */
    PARSER_CRASHED,
    /** The model could not embed this text, or gave a vector that is not a number. */
    EMBEDDING_FAILED,
    /** The vector is of another model or dimension than the index holds. */
    WRONG_MODEL,
    /** OpenSearch refuses this entry for what it is, for example by its mapping. */
    INDEX_REJECTED
}
