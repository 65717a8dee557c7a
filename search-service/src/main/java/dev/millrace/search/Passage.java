package dev.millrace.search;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The part of an index entry that answers show. What is fetched is named by {@link #FIELDS}. */
@JsonNaming(SnakeCaseStrategy.class)
@JsonIgnoreProperties(ignoreUnknown = true)
record Passage(
        String documentId,
        String chunkId,
        @Nullable String filename,
        @Nullable String sourceUri,
        @Nullable String title,
        @Nullable String mediaType,
        @Nullable Integer page,
        @Nullable List<String> headingPath,
        String text) {

    static final List<String> FIELDS = List.of(
            "document_id", "chunk_id", "filename", "source_uri", "title", "media_type", "page", "heading_path", "text");
}
