package dev.millrace.ingest.parse;

import org.jspecify.annotations.Nullable;

/** What one parse may still use. Once exceeded, it stays so, whatever the parser makes of the exception. */
final class ParseBudget {

    private final ParserConfig config;
    private @Nullable LimitExceeded exceeded;
    private int embeddedCount;
    private int embeddedDepth;
    private long embeddedBytes;

    ParseBudget(ParserConfig config) {
        this.config = config;
    }

    void checkText(long chars) throws LimitExceeded {
        if (chars > config.maxTextChars()) {
            throw exceeded("it has more than " + config.maxTextChars() + " characters of text (max-text-chars)");
        }
    }

    void enterEmbedded() throws LimitExceeded {
        embeddedCount++;
        if (embeddedCount > config.maxEmbeddedCount()) {
            throw exceeded("it embeds more than " + config.maxEmbeddedCount() + " documents (max-embedded-count)");
        }
        embeddedDepth++;
        if (embeddedDepth > config.maxEmbeddedDepth()) {
            throw exceeded("it nests documents deeper than " + config.maxEmbeddedDepth() + " (max-embedded-depth)");
        }
    }

    void leaveEmbedded() {
        embeddedDepth--;
    }

    void readEmbedded(long bytes) throws LimitExceeded {
        embeddedBytes += bytes;
        if (embeddedBytes > config.maxEmbeddedBytes()) {
            throw exceeded("it unpacks to more than " + config.maxEmbeddedBytes() + " bytes (max-embedded-bytes)");
        }
    }

    /** Fails if any limit was exceeded before. */
    void check() throws LimitExceeded {
        if (exceeded != null) {
            throw exceeded;
        }
    }

    private LimitExceeded exceeded(String limit) {
        exceeded = new LimitExceeded(limit);
        return exceeded;
    }
}
