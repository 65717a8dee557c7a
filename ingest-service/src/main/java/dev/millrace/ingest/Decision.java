package dev.millrace.ingest;

import dev.millrace.core.deadletter.DeadLetter;
import dev.millrace.core.deadletter.Reason;
import dev.millrace.core.message.ChunkEvent;
import dev.millrace.core.message.LedgerEntry;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one record of the documents topic leads to. All of it is written in one transaction, or none.
 *
 * @param entry the ledger's new entry for the document; null to leave the ledger as it is
 * @param events for the chunks topic
 * @param rejection why the record is a dead letter; null when it is none
 */
record Decision(
        Outcome outcome,
        @Nullable LedgerEntry entry,
        List<ChunkEvent> events,
        @Nullable Rejection rejection) {

    /**
     * Why a record is a dead letter.
     *
     * @param message a sentence without content of the document
     * @param stackSummary as in {@link DeadLetter}; null where no exception is the cause
     */
    record Rejection(
            Reason reason, String message, @Nullable String stackSummary) {

        Rejection(Reason reason, String message) {
            this(reason, message, null);
        }
    }

    Decision {
        events = List.copyOf(events);
    }

    static Decision accept(Outcome outcome, LedgerEntry entry, List<ChunkEvent> events) {
        return new Decision(outcome, entry, events, null);
    }

    /** Nothing is to be done, and nothing to be remembered. */
    static Decision superseded() {
        return new Decision(Outcome.SUPERSEDED, null, List.of(), null);
    }

    static Decision reject(Rejection rejection) {
        return new Decision(Outcome.REJECTED, null, List.of(), rejection);
    }
}
