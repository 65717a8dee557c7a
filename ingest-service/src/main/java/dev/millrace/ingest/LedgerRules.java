package dev.millrace.ingest;

import com.google.protobuf.ByteString;
import dev.millrace.core.message.Chunk;
import dev.millrace.core.message.LedgerChunk;
import dev.millrace.core.message.LedgerEntry;
import dev.millrace.core.message.LedgerStatus;
import dev.millrace.core.message.PendingRecord;
import dev.millrace.ingest.Decision.Rejection;
import dev.millrace.ingest.ledger.Change;
import dev.millrace.ingest.ledger.ChunkDelta;
import dev.millrace.ingest.ledger.Place;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** From what the ledger knows and what a document has become, what to remember and what to emit. No I/O here. */
final class LedgerRules {

    /** Of one document, edited again and again while it is parsed; the oldest beyond that are given up. */
    static final int MOST_PENDING = 16;

    private final UnaryOperator<String> processingFingerprint;
    private final OnFailure onFailure;

    /**
     * @param processingFingerprint of the parser, chunker and their settings for a document id: another one cuts the
     *     document again
     */
    LedgerRules(UnaryOperator<String> processingFingerprint, OnFailure onFailure) {
        this.processingFingerprint = processingFingerprint;
        this.onFailure = onFailure;
    }

    /**
     * A state of a document's content.
     *
     * @param fingerprint of the bytes and what is said about them
     * @param version of the source's object, opaque; null when there is none
     */
    record Content(ByteString fingerprint, @Nullable String version) {

        /** Of what could not be read, or is gone. */
        static final Content NONE = new Content(ByteString.EMPTY, null);
    }

    /** Whether something newer has been accepted, so that this record must change nothing. */
    static boolean isSuperseded(Position position, String presentTopicId) {
        LedgerEntry before = position.before();
        return before != null && position.place().isOlderThan(Place.of(before), presentTopicId);
    }

    /** Whether this very content has been dealt with, well or badly: there is nothing to do. */
    boolean knows(Position position, Content content) {
        LedgerEntry before = position.before();
        return before != null
                && position.mayRest()
                && before.getStatus() != LedgerStatus.DELETED
                && before.getContentFingerprint().equals(content.fingerprint())
                && before.getProcessingFingerprint().equals(processingFingerprint.apply(position.documentId()));
    }

    /**
     * The record is accepted, and stays to be read again until its outcome is known. Earlier ones that wait come first: one
     * of them is the last good content when this one can't be parsed.
     */
    Decision deferred(Position position, PendingRecord record) {
        LedgerEntry before = position.before();
        LedgerEntry.Builder entry = before == null ? LedgerEntry.newBuilder() : before.toBuilder();
        if (!entry.getPendingList().contains(record)) {
            entry.addPending(record);
        }
        if (entry.getPendingCount() > MOST_PENDING) {
            entry.removePending(0);
        }
        return Decision.accept(Outcome.DEFERRED, at(position, entry).build(), List.of());
    }

    /** Whether a document has to be looked at again: a record of it waits, or another parser or chunker cut it. */
    boolean isUnfinished(String documentId, LedgerEntry entry) {
        return entry.getPendingCount() > 0
                || (entry.getStatus() != LedgerStatus.DELETED
                        && Place.of(entry).known()
                        && !entry.getProcessingFingerprint().equals(processingFingerprint.apply(documentId)));
    }

    /** The ledger takes note of where the content was last seen; nothing is emitted. */
    Decision unchanged(Position position, Content content) {
        LedgerEntry before = position.before();
        if (before == null) {
            throw new IllegalArgumentException("an unknown document can't be unchanged");
        }
        LedgerEntry.Builder entry = at(position, before.toBuilder().clearPending());
        return Decision.accept(Outcome.UNCHANGED, withVersion(entry, content).build(), List.of());
    }

    Decision chunked(Position position, Change change, Content content, List<Chunk> chunks) {
        ChunkDelta delta = ChunkDelta.between(position.held(), chunks, change);
        LedgerEntry entry = entry(position, change, content, LedgerStatus.CURRENT, delta.chunks());
        return Decision.accept(Outcome.CHUNKED, entry, delta.events());
    }

    Decision empty(Position position, Change change, Content content) {
        ChunkDelta delta = ChunkDelta.between(position.held(), List.of(), change);
        return Decision.accept(
                Outcome.EMPTY, entry(position, change, content, LedgerStatus.EMPTY, List.of()), delta.events());
    }

    /** The entry stays, so that the revisions of a document that comes back go on growing. */
    Decision removed(Position position, Change change) {
        ChunkDelta delta = ChunkDelta.between(position.held(), List.of(), change);
        return Decision.accept(
                Outcome.REMOVED,
                entry(position, change, Content.NONE, LedgerStatus.DELETED, List.of()),
                delta.events());
    }

    Decision failed(Position position, Change change, Content content, Rejection rejection) {
        ChunkDelta delta = switch (onFailure) {
            case KEEP -> new ChunkDelta(List.of(), chunks(position.before()));
            case REMOVE -> ChunkDelta.between(position.held(), List.of(), change);
        };
        LedgerEntry entry = entry(position, change, content, LedgerStatus.FAILED, delta.chunks());
        return new Decision(Outcome.REJECTED, withEarlier(position, entry), delta.events(), rejection);
    }

    /** Earlier records that wait may still be the last good content. */
    private LedgerEntry withEarlier(Position position, LedgerEntry failed) {
        LedgerEntry before = position.before();
        if (onFailure != OnFailure.KEEP || before == null || position.place().isThatOf(before)) {
            return failed;
        }
        return failed.toBuilder().addAllPending(before.getPendingList()).build();
    }

    private static List<LedgerChunk> chunks(@Nullable LedgerEntry before) {
        return before == null ? List.of() : before.getChunksList();
    }

    private LedgerEntry entry(
            Position position, Change change, Content content, LedgerStatus status, List<LedgerChunk> chunks) {
        LedgerEntry.Builder entry = LedgerEntry.newBuilder()
                .setRevision(change.revision())
                .setContentFingerprint(content.fingerprint())
                .setProcessingFingerprint(processingFingerprint.apply(position.documentId()))
                .setStatus(status)
                .addAllChunks(chunks);
        return withVersion(at(position, entry), content).build();
    }

    /** A place that is not known leaves the one that is. */
    private static LedgerEntry.Builder at(Position position, LedgerEntry.Builder entry) {
        LedgerEntry before = position.before();
        Place place = position.place().known() || before == null ? position.place() : Place.of(before);
        return entry.setTopicId(place.topicId())
                .setPartition(place.partition())
                .setOffset(place.offset())
                .setTimestampMs(place.timestampMillis());
    }

    private static LedgerEntry.Builder withVersion(LedgerEntry.Builder entry, Content content) {
        return content.version() == null ? entry.clearSourceVersion() : entry.setSourceVersion(content.version());
    }
}
