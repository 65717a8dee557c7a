package dev.millrace.ingest.chunk;

import dev.millrace.encoder.MiniLmModel;

/** @param maxTokens of one chunk, with the two special tokens that the model adds around it */
public record ChunkerConfig(int maxTokens) {

    /** As much as the model reads; it never sees what comes after that. */
    public static final ChunkerConfig DEFAULTS = new ChunkerConfig(MiniLmModel.MAX_TOKENS);

    private static final int LEAST_TOKENS = 16;

    public ChunkerConfig {
        if (maxTokens < LEAST_TOKENS || maxTokens > MiniLmModel.MAX_TOKENS) {
            throw new IllegalArgumentException(
                    "max-tokens must be from " + LEAST_TOKENS + " to " + MiniLmModel.MAX_TOKENS + ", is " + maxTokens);
        }
    }

    /** Tokens of a chunk's own text. */
    int textTokens() {
        return maxTokens - MiniLmModel.SPECIAL_TOKENS;
    }
}
