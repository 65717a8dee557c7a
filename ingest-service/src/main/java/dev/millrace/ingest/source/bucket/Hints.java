package dev.millrace.ingest.source.bucket;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Keys of objects to look at, each once however often it was named. More than a page of a listing holds are not worth
 * looking at one by one: then they are forgotten, and everything is to be listed.
 */
final class Hints {

    private static final int MOST = 1000;

    private final Set<String> keys = new LinkedHashSet<>();
    private boolean tooMany;
    private boolean awake;

    /** What there is to be done. */
    sealed interface Taken {}

    /** These are to be looked at; none when the time was over, or somebody woke the taker. */
    record Keys(Set<String> keys) implements Taken {}

    /** Everything is to be listed. */
    record TooMany() implements Taken {}

    synchronized void add(String key) {
        if (keys.size() >= MOST) {
            keys.clear();
            tooMany = true;
        }
        if (!tooMany) {
            keys.add(key);
        }
        wake();
    }

    synchronized void wake() {
        awake = true;
        notifyAll();
    }

    synchronized int size() {
        return keys.size();
    }

    /** Takes all of it, after a wait when there is none. */
    synchronized Taken take(Duration longest) throws InterruptedException {
        long end = System.nanoTime() + longest.toNanos();
        while (!awake && end - System.nanoTime() > 0) {
            wait(Math.max(1, Duration.ofNanos(end - System.nanoTime()).toMillis()));
        }
        awake = false;
        if (tooMany) {
            tooMany = false;
            return new TooMany();
        }
        Set<String> taken = new LinkedHashSet<>(keys);
        keys.clear();
        return new Keys(taken);
    }
}
