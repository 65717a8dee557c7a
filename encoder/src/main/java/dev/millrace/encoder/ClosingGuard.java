package dev.millrace.encoder;

import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/**
 * Keeps native memory from being freed under those who use it: many threads may use it at once, closing waits for them,
 * and nobody gets at it afterwards.
 */
final class ClosingGuard {
    private final String guarded;
    private final ReadWriteLock closing = new ReentrantReadWriteLock();
    private boolean closed;

    /** @param guarded what is guarded, as it is called in the sentence that refuses its use, such as "encoder" */
    ClosingGuard(String guarded) {
        this.guarded = guarded;
    }

    /** @throws IllegalStateException when it is closed */
    <T> T use(Supplier<T> work) {
        closing.readLock().lock();
        try {
            if (closed) {
                throw new IllegalStateException("This " + guarded + " is closed.");
            }
            return work.get();
        } finally {
            closing.readLock().unlock();
        }
    }

    /** Runs {@code release} once all who use it are done; does nothing when called again. */
    void close(Runnable release) {
        closing.writeLock().lock();
        try {
            if (!closed) {
                closed = true;
                release.run();
            }
        } finally {
            closing.writeLock().unlock();
        }
    }
}
