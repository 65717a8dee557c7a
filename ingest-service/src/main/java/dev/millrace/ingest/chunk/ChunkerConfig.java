package dev.millrace.ingest.chunk;

import dev.millrace.encoder.MiniLmModel;

/**
 * How documents are cut.
 *
 * @param maxTokens of one chunk, with the two special tokens that the model adds around it; whole documents are longer
 * @param overlapTokens the most that neighbours have in common, where windows are fixed
 * @param leastLikeness cosine of what is joined, where the meaning decides
 */
public record ChunkerConfig(Strategy strategy, int maxTokens, int overlapTokens, double leastLikeness) {

    /** Chunks as large as what the model reads; it never sees what comes after that. */
    public static final ChunkerConfig DEFAULTS =
            new ChunkerConfig(Strategy.STRUCTURAL, MiniLmModel.MAX_TOKENS, 32, 0.2);

    public static final int LEAST_TOKENS = 16;

    /** Tokens limit nearly all chunks; this limits those of giant words, each of which the model counts as one token. */
    static final int MAX_CHARS = 4_000;

    public ChunkerConfig {
        if (maxTokens < LEAST_TOKENS || maxTokens > MiniLmModel.MAX_TOKENS) {
            throw new IllegalArgumentException(
                    "max-tokens must be from " + LEAST_TOKENS + " to " + MiniLmModel.MAX_TOKENS + ", is " + maxTokens);
        }
        if (overlapTokens < 0 || overlapTokens > maxTokens / 2) {
            throw new IllegalArgumentException(
                    "overlap-tokens must be from 0 to half of max-tokens, is " + overlapTokens);
        }
    }

    /** Tokens of a chunk's own text. */
    int textTokens() {
        return maxTokens - MiniLmModel.SPECIAL_TOKENS;
    }

    /** Names everything that decides how a text is cut; when it changes, documents are worth cutting again. */
    String fingerprint() {
        return switch (strategy) {
            case FIXED -> "fixed/2/%d/%d".formatted(maxTokens, overlapTokens);
            case SENTENCE -> "sentence/3/" + maxTokens;
            case STRUCTURAL -> "structural/5/" + maxTokens;
            case SEMANTIC -> "semantic/3/%d/%s/%s".formatted(maxTokens, leastLikeness, MiniLmModel.ID);
            case WHOLE -> "whole/1";
        };
    }
}
