package dev.millrace.ingest.parse;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** One document being parsed. For use by one thread at a time; other threads may follow one another. */
public interface Parse extends AutoCloseable {

    /**
     * Waits for the outcome, which comes at the deadline at the latest.
     *
     * @throws IOException as {@link DocumentParser#parse} does
     */
    ParseOutcome await() throws IOException, InterruptedException;

    /**
     * Waits for the outcome, but no longer than {@code patience}, which may be zero; empty when it is not there by then.
     *
     * @throws IOException as {@link DocumentParser#parse} does
     */
    Optional<ParseOutcome> await(Duration patience) throws IOException, InterruptedException;

    /**
     * Leaves the place that quick documents wait for, and takes one of those for slow documents.
     *
     * @return false when there is none free: nothing has changed. True also for one that is there, or done, already
     */
    boolean moveToSlowLane();

    /** Gives up a parse that is not done; does nothing to one that is. */
    @Override
    void close();

    /** One that was done as soon as it was begun. */
    static Parse done(ParseOutcome outcome) {
        return new Parse() {
            @Override
            public ParseOutcome await() {
                return outcome;
            }

            @Override
            public Optional<ParseOutcome> await(Duration patience) {
                return Optional.of(outcome);
            }

            @Override
            public boolean moveToSlowLane() {
                return true;
            }

            @Override
            public void close() {
                // nothing is underway
            }
        };
    }
}
