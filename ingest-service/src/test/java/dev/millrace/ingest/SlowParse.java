package dev.millrace.ingest;

import dev.millrace.ingest.parse.Parse;
import dev.millrace.ingest.parse.ParseOutcome;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** A parse that is done when a test says so. */
final class SlowParse implements Parse {

    private static final Duration LOOK = Duration.ofMillis(5);

    private final ParseOutcome outcome;
    volatile boolean done;
    volatile boolean closed;

    SlowParse(ParseOutcome outcome, List<SlowParse> begun) {
        this.outcome = outcome;
        begun.add(this);
    }

    @Override
    public ParseOutcome await() throws InterruptedException {
        while (!done) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            LockSupport.parkNanos(LOOK.toNanos());
        }
        return outcome;
    }

    @Override
    public Optional<ParseOutcome> await(Duration patience) {
        return done ? Optional.of(outcome) : Optional.empty();
    }

    @Override
    public boolean moveToSlowLane() {
        return true;
    }

    @Override
    public void close() {
        closed = true;
    }
}
