package dev.millrace.index;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.millrace.core.message.Chunk;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A passage as it stands in the index. The template in {@code index-template.json} holds the same fields. */
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@SuppressWarnings("ArrayRecordComponent") // written once and never compared; boxing would cost an object a number
record PassageDocument(
        String documentId,
        String chunkId,
        long revision,
        String text,
        @Nullable String title,
        List<String> headingPath,
        @Nullable Integer page,
        int charStart,
        int charEnd,
        int ordinal,
        @Nullable String sourceUri,
        @Nullable String filename,
        String mediaType,
        @Nullable String language,
        Map<String, String> metadata,
        List<String> acl,
        @Nullable String modifiedAt,
        @Nullable String ingestedAt,
        String indexedAt,
        String modelId,
        float[] embedding,
        boolean removed) {

    static PassageDocument of(Chunk chunk, String modelId, float[] embedding, Instant now) {
        return new PassageDocument(
                chunk.getDocumentId(),
                chunk.getChunkId(),
                chunk.getRevision(),
                chunk.getText(),
                chunk.hasTitle() ? chunk.getTitle() : null,
                chunk.getHeadingPathList(),
                chunk.hasPage() ? chunk.getPage() : null,
                chunk.getCharStart(),
                chunk.getCharEnd(),
                chunk.getOrdinal(),
                chunk.hasSourceUri() ? chunk.getSourceUri() : null,
                chunk.hasFilename() ? chunk.getFilename() : null,
                chunk.getMediaType(),
                chunk.hasLanguage() ? chunk.getLanguage() : null,
                Metadata.bounded(chunk.getMetadataMap()),
                chunk.getAclList(),
                Timestamps.written(chunk.getModifiedAtMs()),
                Timestamps.written(chunk.getIngestedAtMs()),
                now.toString(),
                modelId,
                embedding,
                false);
    }
}
