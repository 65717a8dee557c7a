package dev.millrace.ingest;

import dev.millrace.core.message.LedgerEntry;
import dev.millrace.core.message.LedgerStatus;
import dev.millrace.ingest.ledger.Change;
import dev.millrace.ingest.ledger.Held;
import dev.millrace.ingest.ledger.Place;
import dev.millrace.ingest.ledger.Revisions;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A document's record and what the ledger knew when it came.
 *
 * @param before null for a document that the ledger does not know
 * @param place where the record stands, or first stood
 * @param wish how it is to be processed
 */
record Position(String documentId, @Nullable LedgerEntry before, Place place, Wish wish) {

    /** How a record is to be processed. */
    sealed interface Wish {

        /** Only what changed. */
        record Ordinary() implements Wish {}

        /** Like an ordinary record, but what failed before is tried again. */
        record TryAgain() implements Wish {}

        /**
         * Everything is emitted again.
         *
         * @param foundIds of chunks that the index holds and the ledger does not know
         */
        record Force(List<String> foundIds) implements Wish {}
    }

    Change change(long changedAtMillis, long nowMillis) {
        return new Change(documentId, Revisions.next(before, nowMillis), changedAtMillis, nowMillis);
    }

    /** What the index holds of the document. */
    Held held() {
        return switch (wish) {
            case Wish.Ordinary(), Wish.TryAgain() -> Held.of(before);
            case Wish.Force(List<String> foundIds) -> Held.untrusted(before, foundIds);
        };
    }

    /** Whether content that the ledger knows need not be looked at. */
    boolean mayRest() {
        return switch (wish) {
            case Wish.Ordinary() -> true;
            case Wish.TryAgain() -> before == null || before.getStatus() != LedgerStatus.FAILED;
            case Wish.Force force -> false;
        };
    }
}
