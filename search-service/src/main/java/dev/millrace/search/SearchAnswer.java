package dev.millrace.search;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a search, as it is sent, its names in snake case.
 *
 * @param mode the one that really ran
 * @param fallback why it is not the one asked for, or null when it is
 */
record SearchAnswer(
        long tookMs,
        Mode mode,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String fallback,
        List<FoundPassage> hits) {

    /** A hit. Its score is the fused one in hybrid mode, else that of the one arm. */
    record FoundPassage(
            String documentId,
            String chunkId,
            double score,
            @Nullable String filename,
            @Nullable String sourceUri,
            @Nullable String title,
            @Nullable String mediaType,
            @Nullable Integer page,
            List<String> headingPath,
            String text,
            List<String> highlight,
            Arms arms) {}

    /** Where each arm had the hit; absent where it did not find it. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Arms(@Nullable Place lexical, @Nullable Place semantic) {}

    /** A place in an arm's ranking, 1 being the best, with the score the arm gave. */
    record Place(int rank, double score) {}
}
