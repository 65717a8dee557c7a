package dev.millrace.index;

import dev.millrace.core.kafka.RetryPause;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Waits while OpenSearch is away, without a last try and without hiding it. */
final class Patience {

    private static final Logger LOG = LoggerFactory.getLogger(Patience.class);

    /** How a thread sleeps; tests only note it down. */
    interface Sleeper {
        void sleep(Duration pause) throws InterruptedException;
    }

    private final RetryPause pause;
    private final RandomGenerator random;
    private final Sleeper sleeper;
    private final AtomicLong pauses = new AtomicLong();
    private volatile @Nullable String waitingFor;

    Patience(RetryPause pause, RandomGenerator random, Sleeper sleeper) {
        this.pause = pause;
        this.random = random;
        this.sleeper = sleeper;
    }

    /**
     * @param failures how many tries have failed in a row, at least 1
     */
    void pause(int failures, String reason) throws InterruptedException {
        Duration wait = pause.after(failures, random);
        waitingFor = reason;
        pauses.incrementAndGet();
        LOG.warn("waiting for OpenSearch failures={} next_try_ms={}: {}", failures, wait.toMillis(), reason);
        sleeper.sleep(wait);
    }

    /** Without waiting: OpenSearch is away, but nothing has to be written now. */
    void away(String reason) {
        waitingFor = reason;
    }

    /** OpenSearch took what it was waited for. */
    void over() {
        waitingFor = null;
    }

    /** Why OpenSearch is being waited for; empty while it is not. */
    Optional<String> waitingFor() {
        return Optional.ofNullable(waitingFor);
    }

    /** How often it was waited. */
    long pauses() {
        return pauses.get();
    }
}
