package dev.millrace.evaluation.run;

import java.util.List;
import java.util.stream.Stream;

/** A way of asking search-service that is measured. */
public enum SearchMode {
    /** Keywords alone: what a search without a model would answer. */
    LEXICAL("lexical", "Keyword (BM25)", "lexical", ""),
    /** Meaning alone. */
    SEMANTIC("semantic", "Meaning (vectors)", "semantic", ""),
    /** Both, fused as the settings say: what people get who say nothing. */
    HYBRID("hybrid", "Hybrid (as configured)", "hybrid", ""),
    HYBRID_RRF("hybrid_rrf", "Hybrid, rank fusion", "hybrid", "rrf"),
    HYBRID_MIN_MAX("hybrid_min_max", "Hybrid, score fusion", "hybrid", "min_max"),
    HYBRID_BOUNDED_MIN_MAX("hybrid_bounded_min_max", "Hybrid, bounded scores", "hybrid", "bounded_min_max"),
    /** What the configured fusion found, its first passages ordered anew by a cross-encoder. Needs one. */
    RERANKED("hybrid_reranked", "Hybrid, reranked", "hybrid", "");

    private final String written;
    private final String title;
    private final String asked;
    private final String fusion;

    SearchMode(String written, String title, String asked, String fusion) {
        this.written = written;
        this.title = title;
        this.asked = asked;
        this.fusion = fusion;
    }

    /** Those to be measured on a system. */
    public static List<SearchMode> of(boolean reranker) {
        return Stream.of(values()).filter(mode -> mode != RERANKED || reranker).toList();
    }

    /** Its name in {@code --json}. */
    public String written() {
        return written;
    }

    /** Its name for people. */
    public String title() {
        return title;
    }

    /** What a request calls it. */
    String asked() {
        return asked;
    }

    /** What a request calls the fusion; empty where the settings decide. */
    public String fusion() {
        return fusion;
    }
}
