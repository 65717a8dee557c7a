package dev.millrace.ingest.ledger;

import dev.millrace.core.message.Chunk;
import dev.millrace.core.message.ChunkEvent;
import dev.millrace.core.message.ChunkRemoved;
import dev.millrace.core.message.LedgerChunk;
import dev.millrace.core.message.LedgerEntry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

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
     * @param before null for a document that the ledger does not know
     * @param now all chunks of the new revision, their ids distinct
     * @param change what the removals carry
     */
    public static ChunkDelta between(@Nullable LedgerEntry before, List<Chunk> now, Change change) {
        Map<String, Long> gone = digests(before);
        List<ChunkEvent> events = new ArrayList<>();
        List<LedgerChunk> chunks = new ArrayList<>();
        for (Chunk chunk : now) {
            long digest = Fingerprints.chunk(chunk);
            Long old = gone.remove(chunk.getChunkId());
            if (old == null || old != digest) {
                events.add(ChunkEvent.newBuilder().setChunk(chunk).build());
            }
            chunks.add(LedgerChunk.newBuilder()
                    .setChunkId(chunk.getChunkId())
                    .setDigest(digest)
                    .build());
        }
        gone.keySet().forEach(chunkId -> events.add(removal(chunkId, change)));
        return new ChunkDelta(events, chunks);
    }

    private static Map<String, Long> digests(@Nullable LedgerEntry entry) {
        Map<String, Long> digests = new LinkedHashMap<>();
        if (entry != null) {
            entry.getChunksList().forEach(chunk -> digests.put(chunk.getChunkId(), chunk.getDigest()));
        }
        return digests;
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
