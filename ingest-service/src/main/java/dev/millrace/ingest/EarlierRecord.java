package dev.millrace.ingest;

import dev.millrace.core.message.LedgerEntry;
import dev.millrace.core.message.LedgerStatus;
import dev.millrace.core.message.PendingRecord;
import dev.millrace.ingest.ledger.Place;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a document's record that was parsed beside the others, when other records of the document may have come
 * meanwhile. No I/O here.
 */
final class EarlierRecord {

    private EarlierRecord() {}

    /** What has become of a record while it was parsed beside the others. */
    enum Standing {
        /** Nothing newer has been accepted. */
        NEWEST,
        /** A newer one can't be parsed, or is not parsed yet: this may be the last good content. */
        BEHIND,
        /** Something newer is in its place. */
        REPLACED
    }

    /**
     * @param present what the ledger knows by now
     * @param record where the record stands that was parsed
     * @param place where it first stood
     */
    static Standing standing(@Nullable LedgerEntry present, PendingRecord record, Place place) {
        if (present == null) {
            return Standing.REPLACED;
        }
        boolean newest = !place.known() || place.isThatOf(present);
        if (present.getPendingCount() == 0) {
            return newest ? Standing.NEWEST : Standing.REPLACED;
        }
        if (!present.getPending(0).equals(record)) {
            return Standing.REPLACED;
        }
        return newest && present.getPendingCount() == 1 ? Standing.NEWEST : Standing.BEHIND;
    }

    /** What an earlier record leads to when something newer has been accepted: the index gets its chunks, and that is all. */
    static Decision behind(LedgerEntry present, Decision earlier) {
        LedgerEntry.Builder entry = present.toBuilder().removePending(0);
        if (earlier.entry() != null) {
            entry.setRevision(earlier.entry().getRevision())
                    .clearChunks()
                    .addAllChunks(earlier.entry().getChunksList());
        }
        return new Decision(earlier.outcome(), entry.build(), earlier.events(), earlier.rejection());
    }

    /** Without the earlier record that waits first; null where that is the only one, and so not to be forgotten. */
    static @Nullable LedgerEntry withoutEarlier(LedgerEntry present) {
        boolean earlier = present.getPendingCount() > 1 || present.getStatus() == LedgerStatus.FAILED;
        return earlier ? present.toBuilder().removePending(0).build() : null;
    }
}
