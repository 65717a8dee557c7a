package dev.millrace.index;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.millrace.core.message.ChunkRemoved;
import java.time.Instant;

/**
 * What stays of a removed passage. A delete would be forgotten by OpenSearch after a while, and a late write of an older
 * revision would bring the passage back.
 */
@JsonNaming(SnakeCaseStrategy.class)
record TombstoneDocument(String documentId, String chunkId, long revision, String indexedAt, boolean removed) {

    static TombstoneDocument of(ChunkRemoved chunk, Instant now) {
        return new TombstoneDocument(
                chunk.getDocumentId(), chunk.getChunkId(), chunk.getRevision(), now.toString(), true);
    }
}
