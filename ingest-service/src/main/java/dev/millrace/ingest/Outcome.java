package dev.millrace.ingest;

import java.util.Locale;

/** What became of a record of the documents topic: each ends in exactly one. */
enum Outcome {
    /** New or changed: its chunks are on their way. */
    CHUNKED,
    /** The ledger knows this very content: nothing was emitted. */
    UNCHANGED,
    /** It has no text: what the index held of it is removed. */
    EMPTY,
    /** It is gone: what the index held of it is removed. */
    REMOVED,
    /** It is a dead letter. */
    REJECTED,
    /** The ledger has accepted something newer: nothing was emitted. */
    SUPERSEDED,
    /** Another partitioner placed it: it was passed on to where the document's ledger is. */
    REROUTED,
    /** It takes long: it goes on beside the others, and has its outcome later. */
    DEFERRED;

    /** Whether the index stays as it is, and is to stay so. */
    boolean emitsNothing() {
        return this == UNCHANGED || this == SUPERSEDED;
    }

    String tag() {
        return name().toLowerCase(Locale.ROOT);
    }
}
