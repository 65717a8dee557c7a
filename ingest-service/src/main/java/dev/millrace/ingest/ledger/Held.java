package dev.millrace.ingest.ledger;

import dev.millrace.core.message.LedgerChunk;
import dev.millrace.core.message.LedgerEntry;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The chunks of a document that the index holds, as far as is known.
 *
 * @param trusted false when the index may hold something else under these ids: each is then written again
 */
public record Held(List<LedgerChunk> chunks, boolean trusted) {

    public Held {
        chunks = List.copyOf(chunks);
    }

    /** What the ledger remembers; nothing for a document that it does not know. */
    public static Held of(@Nullable LedgerEntry entry) {
        return new Held(entry == null ? List.of() : entry.getChunksList(), true);
    }

    /**
     * What the ledger remembers and others that were found in the index, none of them trusted.
     *
     * @param foundIds ids of chunks that the ledger does not know
     */
    public static Held untrusted(@Nullable LedgerEntry entry, List<String> foundIds) {
        List<LedgerChunk> chunks = new ArrayList<>(of(entry).chunks());
        foundIds.forEach(
                id -> chunks.add(LedgerChunk.newBuilder().setChunkId(id).build()));
        return new Held(chunks, false);
    }
}
