package dev.millrace.core.kafka;

import java.util.Optional;

/**
 * What the offsets of a consumer are true of, such as the one index it writes into. When it is another one than that for
 * which an offset was committed, the topic is read again from its beginning.
 */
@FunctionalInterface
public interface OffsetScope {

    /** For a consumer whose offsets are always true. */
    OffsetScope ALWAYS = () -> Optional.of("");

    /**
     * Names the present one, never the same for two; empty while it is not known. Asked between any two polls, on their
     * thread: must answer from memory most of the time, and not wait for what is away.
     */
    Optional<String> current() throws InterruptedException;
}
