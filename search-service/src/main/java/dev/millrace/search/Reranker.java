package dev.millrace.search;

import java.util.List;

/** Says how well passages answer a question by reading both together: slower than an arm, and better. */
@FunctionalInterface
interface Reranker {

    /**
     * A score for each passage, in the order given; the higher the better.
     *
     * @throws dev.millrace.encoder.EncoderException when the model fails
     */
    float[] scores(String query, List<String> passages);
}
