package dev.millrace.ingest;

import dev.millrace.core.message.LedgerEntry;
import dev.millrace.ingest.ledger.Change;
import dev.millrace.ingest.ledger.Revisions;
import org.jspecify.annotations.Nullable;

/**
 * A document's record and what the ledger knew when it came.
 *
 * @param before null for a document that the ledger does not know
 */
record Position(String documentId, @Nullable LedgerEntry before, int partition, long offset) {

    Change change(long changedAtMillis, long nowMillis) {
        return new Change(documentId, Revisions.next(before, nowMillis), changedAtMillis, nowMillis);
    }
}
