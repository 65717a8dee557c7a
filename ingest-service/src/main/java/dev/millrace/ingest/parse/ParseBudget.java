package dev.millrace.ingest.parse;

import org.jspecify.annotations.Nullable;

/** What one parse may still use. Once exceeded, it stays so, whatever the parser makes of the exception. */
final class ParseBudget {

    private final ParserConfig config;
    private volatile boolean abandoned;
    private @Nullable LimitExceeded exceeded;
    private int embeddedCount;
    private int embeddedDepth;

    ParseBudget(ParserConfig config) {
        this.config = config;
    }

    void checkText(long chars) throws LimitExceeded {
        if (abandoned) {
            throw exceeded("the parse was given up at its deadline");
        }
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

    /** Called by another thread: the parse ends the next time it looks here. */
    void abandon() {
        abandoned = true;
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
