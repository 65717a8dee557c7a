package dev.millrace.standalone.verify;

import dev.millrace.core.message.LedgerChunk;
import dev.millrace.core.message.LedgerEntry;
import dev.millrace.core.message.LedgerStatus;
import dev.millrace.index.IndexedPassage;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One document as everybody sees it.
 *
 * @param ledger null when the ledger does not know it
 * @param chunks the newest records of the chunks topic, by chunk id; those of other documents may be among them
 * @param passages what the index holds of it, tombstones included
 */
record DocumentView(
        String documentId,
        Upstream upstream,
        @Nullable LedgerEntry ledger,
        Map<String, ChunkRecord> chunks,
        List<IndexedPassage> passages,
        Rejected rejected) {

    /**
     * The newest record of a chunk.
     *
     * @param digest what the index entry should have for one, 0 for a removal
     */
    record ChunkRecord(long revision, boolean removed, long digest) {}

    /**
     * What dead letters account for.
     *
     * @param newestRecord whether the document's newest record is one
     * @param chunks ids of chunks that are, with the revision that was rejected
     */
    record Rejected(boolean newestRecord, Map<String, Long> chunks) {

        static final Rejected NOTHING = new Rejected(false, Map.of());

        boolean covers(LedgerChunk chunk) {
            Long revision = chunks.get(chunk.getChunkId());
            return revision != null && revision >= chunk.getRevision();
        }
    }

    boolean knownAlive() {
        return ledger != null && ledger.getStatus() != LedgerStatus.DELETED;
    }

    /** Whether the ledger waits for a record of it to be parsed. */
    boolean isBeingParsed() {
        return ledger != null && ledger.getPendingCount() > 0;
    }

    /** Whether nothing of it can be found, since no version of it could be parsed. */
    boolean isUnreadable() {
        return ledger != null && ledger.getStatus() == LedgerStatus.FAILED && ledger.getChunksCount() == 0;
    }

    /** Whether its last good version stays searchable, since its newest can't be parsed. */
    boolean isKept() {
        return ledger != null && ledger.getStatus() == LedgerStatus.FAILED && ledger.getChunksCount() > 0;
    }

    /** Whether anybody takes it for a document that exists. */
    boolean exists() {
        return upstream.isThere() || knownAlive() || passages.stream().anyMatch(passage -> !passage.removed());
    }
}
