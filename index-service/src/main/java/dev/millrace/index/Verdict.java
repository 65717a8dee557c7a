package dev.millrace.index;

/** What OpenSearch's answer to one entry of a bulk request means for that entry. */
sealed interface Verdict {

    /** It is in the index. */
    record Written() implements Verdict {}

    /** The index already holds the same or a newer revision: as good as written. */
    record Superseded() implements Verdict {}

    /** OpenSearch can't take it now: send it again. */
    record Retry(String reason) implements Verdict {}

    /** The index is gone: install it and send the entry again. */
    record IndexMissing() implements Verdict {}

    /** OpenSearch will never take it, for what it is. */
    record Reject(String reason) implements Verdict {}
}
