package dev.millrace.standalone.deadletter;

import dev.millrace.core.deadletter.DeadLetter;
import dev.millrace.core.deadletter.Resolution;
import dev.millrace.ingest.IngestApplication;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A dead letter without its value.
 *
 * @param id names it: partition and offset in the topic of dead letters
 * @param written when it was
 * @param documentId empty when the record names none
 * @param key of the record that was rejected; null when it had none
 * @param resolved how it was dealt with; empty while it is open
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, only sent on
public record Letter(
        Id id,
        Instant written,
        String documentId,
        byte @Nullable [] key,
        DeadLetter rejection,
        Optional<Resolution.Kind> resolved) {

    /** Partition and offset, written {@code <partition>-<offset>}. */
    public record Id(int partition, long offset) {
        @Override
        public String toString() {
            return partition + "-" + offset;
        }
    }

    public boolean isOpen() {
        return resolved.isEmpty();
    }

    /** Whether the rejected record is a document's own, not one of its passages. */
    boolean isDocument() {
        return rejection.stage().equals(IngestApplication.NAME);
    }

    Letter resolved(Resolution.Kind how) {
        return new Letter(id, written, documentId, key, rejection, Optional.of(how));
    }
}
