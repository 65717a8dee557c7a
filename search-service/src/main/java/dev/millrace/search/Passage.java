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
        @Nullable Integer ordinal,
        @Nullable Integer charStart,
        @Nullable Integer charEnd,
        @Nullable List<String> headingPath,
        String text) {

    static final List<String> FIELDS = List.of(
            "document_id",
            "chunk_id",
            "filename",
            "source_uri",
            "title",
            "media_type",
            "page",
            "ordinal",
            "char_start",
            "char_end",
            "heading_path",
            "text");

    Passage {
        headingPath = headingPath == null ? List.of() : List.copyOf(headingPath);
    }
}
