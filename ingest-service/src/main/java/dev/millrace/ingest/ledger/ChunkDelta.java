package dev.millrace.ingest.ledger;

import dev.millrace.core.message.Chunk;
import dev.millrace.core.message.ChunkEvent;
import dev.millrace.core.message.ChunkRemoved;
import dev.millrace.core.message.LedgerChunk;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What takes the index from a document's last revision to its new one: the chunks that are new or changed, and a removal
 * for each that is no more. A chunk that stayed the same is not emitted.
 *
 * @param events to emit, upserts first
 * @param chunks what the ledger remembers from now on
 */
public record ChunkDelta(List<ChunkEvent> events, List<LedgerChunk> chunks) {

    public ChunkDelta {
        events = List.copyOf(events);
        chunks = List.copyOf(chunks);
    }

    /**
     * Compares by id and digest.
     *
     * @param now all chunks of the new revision, their ids distinct
     * @param change what the removals carry
     */
    public static ChunkDelta between(Held held, List<Chunk> now, Change change) {
        Map<String, LedgerChunk> gone = new LinkedHashMap<>();
        held.chunks().forEach(chunk -> gone.put(chunk.getChunkId(), chunk));
        List<ChunkEvent> events = new ArrayList<>();
        List<LedgerChunk> chunks = new ArrayList<>();
        for (Chunk chunk : now) {
            long digest = Fingerprints.chunk(chunk);
            LedgerChunk old = gone.remove(chunk.getChunkId());
            if (held.trusted() && old != null && old.getDigest() == digest) {
                chunks.add(old);
            } else {
                events.add(ChunkEvent.newBuilder().setChunk(chunk).build());
                chunks.add(remembered(chunk, digest));
            }
        }
        gone.keySet().forEach(chunkId -> events.add(removal(chunkId, change)));
        return new ChunkDelta(events, chunks);
    }

    /** What the ledger remembers of a chunk that is emitted. */
    public static LedgerChunk remembered(Chunk chunk) {
        return remembered(chunk, Fingerprints.chunk(chunk));
    }

    private static LedgerChunk remembered(Chunk chunk, long digest) {
        return LedgerChunk.newBuilder()
                .setChunkId(chunk.getChunkId())
                .setDigest(digest)
                .setRevision(chunk.getRevision())
                .build();
    }

    private static ChunkEvent removal(String chunkId, Change change) {
        return ChunkEvent.newBuilder()
                .setRemoved(ChunkRemoved.newBuilder()
                        .setDocumentId(change.documentId())
                        .setChunkId(chunkId)
                        .setRevision(change.revision())
                        .setModifiedAtMs(change.changedAtMillis())
                        .setIngestedAtMs(change.ingestedAtMillis()))
                .build();
    }
}
