package dev.millrace.search;

import java.util.Locale;

/** A step of answering, of which the time is taken. */
enum Step {
    /** The question becomes a vector. */
    EMBED_QUERY,
    /** The round trip to OpenSearch that finds the candidates. */
    SEARCH,
    /** Two rankings become one. */
    FUSE,
    /** The best become ordered anew. */
    RERANK,
    /** The round trip that gets what is shown. */
    FETCH;

    /** The name in metrics and answers. */
    String written() {
        return name().toLowerCase(Locale.ROOT);
    }
}
