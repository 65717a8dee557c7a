package dev.millrace.ingest.ledger;

import dev.millrace.core.message.Chunk;
import dev.millrace.core.message.ChunkEvent;
import dev.millrace.core.message.ChunkRemoved;
import dev.millrace.core.message.LedgerChunk;
import dev.millrace.core.message.LedgerEntry;
import dev.millrace.core.message.LedgerStatus;
import java.util.HashMap;
import java.util.Map;

/**
 * A ledger as chunk events tell it, in whatever order they are taken. Contents, failures and places are not known from
 * them: a recovered entry matches no content, so its document is looked at when it comes again.
 */
public final class RecoveredLedger {

    private final Map<String, Map<String, Newest>> documents = new HashMap<>();

    /** What the newest event of a chunk says. */
    private record Newest(LedgerChunk chunk, boolean removed) {

        private static Newest of(Newest one, Newest other) {
            return one.chunk.getRevision() > other.chunk.getRevision() ? one : other;
        }
    }

    public void take(ChunkEvent event) {
        switch (event.getEventCase()) {
            case CHUNK -> {
                Chunk chunk = event.getChunk();
                take(chunk.getDocumentId(), new Newest(ChunkDelta.remembered(chunk), false));
            }
            case REMOVED -> {
                ChunkRemoved removed = event.getRemoved();
                LedgerChunk chunk = LedgerChunk.newBuilder()
                        .setChunkId(removed.getChunkId())
                        .setRevision(removed.getRevision())
                        .build();
                take(removed.getDocumentId(), new Newest(chunk, true));
            }
            case EVENT_NOT_SET -> throw new IllegalArgumentException("an event that holds nothing");
        }
    }

    private void take(String documentId, Newest event) {
        documents
                .computeIfAbsent(documentId, id -> new HashMap<>())
                .merge(event.chunk().getChunkId(), event, Newest::of);
    }

    /** By document id. */
    public Map<String, LedgerEntry> entries() {
        Map<String, LedgerEntry> entries = new HashMap<>();
        documents.forEach((documentId, chunks) -> entries.put(documentId, entry(chunks)));
        return entries;
    }

    private static LedgerEntry entry(Map<String, Newest> events) {
        LedgerEntry.Builder entry = LedgerEntry.newBuilder().setStatus(LedgerStatus.DELETED);
        for (Newest event : events.values()) {
            entry.setRevision(Math.max(entry.getRevision(), event.chunk().getRevision()));
            if (!event.removed()) {
                entry.setStatus(LedgerStatus.CURRENT).addChunks(event.chunk());
            }
        }
        return entry.build();
    }
}
