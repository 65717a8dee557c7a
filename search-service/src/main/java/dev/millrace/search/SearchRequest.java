package dev.millrace.search;

/**
 * A question that has been checked.
 *
 * @param query the words, never blank
 * @param ranking how passages are found and ordered
 * @param scope which may be found
 * @param layout what the answer shows of them
 * @param seen what earlier pages of the same question showed
 */
record SearchRequest(String query, Ranking ranking, Scope scope, Layout layout, Seen seen) {

    /**
     * @param fusion used in hybrid mode
     * @param rerank whether the best are ordered anew by the reranker
     */
    record Ranking(Mode mode, Fusion fusion, boolean rerank) {}

    /**
     * @param size most hits wanted
     * @param byDocument whether a hit is a document with its best passages, instead of a passage
     * @param context neighbours of a hit to show on either side
     * @param explain whether to say how each hit came to its place
     */
    record Layout(int size, boolean byDocument, int context, boolean explain) {}
}
