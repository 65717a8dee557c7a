package dev.millrace.search;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a search, as it is sent, its names in snake case.
 *
 * @param mode the one that really ran
 * @param fallback why it is not the one asked for, or null when it is
 * @param cursor to be sent for the next page; null when there is none
 * @param explain how the ranking came about, where that was asked for
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record SearchAnswer(
        long tookMs,
        Mode mode,
        @Nullable String fallback,
        List<FoundPassage> hits,
        @Nullable String cursor,
        @Nullable Explanation explain) {

    /**
     * A hit, or one of the best passages of a hit that is a document.
     *
     * @param score the fused one in hybrid mode, else that of the one arm
     * @param rerankScore by which the best are ordered, where they were reranked; whatever scale the model has
     * @param passages the best of the document, this one first, where hits are documents
     * @param context its neighbours, where those were asked for
     * @param explain how its score came about, where that was asked for
     */
    record FoundPassage(
            @JsonUnwrapped Passage passage,
            double score,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Double rerankScore,

            List<String> highlight,
            Arms arms,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<FoundPassage> passages,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Context context,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Sum explain) {}

    /** Where each arm had the hit; absent where it did not find it, and where OpenSearch fused. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Arms(@Nullable Place lexical, @Nullable Place semantic) {}

    /** A place in an arm's ranking, 1 being the best, with the score the arm gave. */
    record Place(int rank, double score) {}

    /** The passages before and after a hit in its document, in the document's order. */
    record Context(List<Neighbour> before, List<Neighbour> after) {}

    /** What each arm added to a score; absent where it did not find the passage. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Sum(
            @Nullable Standing lexical,
            @Nullable Standing semantic,
            double sum,
            @Nullable Double rerank) {}

    /**
     * How a ranking came about.
     *
     * @param formula of the fusion, with its numbers; null where nothing was fused
     * @param depth the most passages that each arm was asked for
     * @param candidates passages that each arm gave
     * @param embeddingCached whether the question's vector was still known
     * @param stepsMs milliseconds that each step took
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Explanation(
            @Nullable Formula formula,
            int depth,
            Map<String, Integer> candidates,
            int reranked,
            boolean embeddingCached,
            Map<String, Double> stepsMs) {}

    /** A fusion and its numbers. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Formula(
            FusionName fusion,
            @Nullable Integer rankConstant,
            @Nullable Double lexicalWeight,
            @Nullable Double semanticWeight) {

        static Formula of(Fusion fusion) {
            return switch (fusion) {
                case Fusion.Rrf(int rankConstant) -> new Formula(fusion.name(), rankConstant, null, null);
                case Fusion.MinMax(Fusion.Weights weights) -> of(fusion.name(), weights);
                case Fusion.BoundedMinMax(Fusion.Weights weights) -> of(fusion.name(), weights);
            };
        }

        private static Formula of(FusionName fusion, Fusion.Weights weights) {
            return new Formula(fusion, null, weights.lexical(), weights.semantic());
        }
    }
}
