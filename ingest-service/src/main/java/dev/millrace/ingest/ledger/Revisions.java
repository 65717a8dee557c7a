package dev.millrace.ingest.ledger;

import dev.millrace.core.message.LedgerEntry;
import org.jspecify.annotations.Nullable;

/** Numbers that grow per document, also across a lost ledger or a clock set back. */
public final class Revisions {

    private Revisions() {}

    /**
     * {@code max(ledger revision + 1, wall clock)}.
     *
     * @param before null for a document that the ledger does not know
     */
    public static long next(@Nullable LedgerEntry before, long nowMillis) {
        return before == null ? nowMillis : Math.max(before.getRevision() + 1, nowMillis);
    }
}
