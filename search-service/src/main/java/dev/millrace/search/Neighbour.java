package dev.millrace.search;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A passage before or after a hit. What is fetched is named by {@link #FIELDS}. */
@JsonNaming(SnakeCaseStrategy.class)
@JsonIgnoreProperties(ignoreUnknown = true)
record Neighbour(
        @JsonProperty(access = JsonProperty.Access.WRITE_ONLY)
        String documentId,

        String chunkId,

        @JsonProperty(access = JsonProperty.Access.WRITE_ONLY)
        long revision,

        int ordinal,
        @Nullable Integer page,
        int charStart,
        int charEnd,
        String text) {

    static final List<String> FIELDS =
            List.of("document_id", "chunk_id", "revision", "ordinal", "page", "char_start", "char_end", "text");

    /** Whether it stands at most so many places from a hit; a hit is no neighbour of itself. */
    @JsonIgnore
    boolean isNear(Passage hit, int places) {
        Integer at = hit.ordinal();
        return at != null && documentId.equals(hit.documentId()) && ordinal != at && Math.abs(ordinal - at) <= places;
    }
}
