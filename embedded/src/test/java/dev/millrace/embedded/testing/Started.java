package dev.millrace.embedded.testing;

import org.jspecify.annotations.Nullable;

/** Something that is started once, when it is first needed; a start that failed fails again without a second try. */
final class Started<T> {

    interface Start<T> {
        T start() throws InterruptedException;
    }

    private final Start<T> start;
    private @Nullable T value;
    private @Nullable RuntimeException failure;

    Started(Start<T> start) {
        this.start = start;
    }

    synchronized T get() throws InterruptedException {
        if (failure != null) {
            throw new IllegalStateException(failure.getMessage(), failure);
        }
        if (value == null) {
            try {
                value = start.start();
            } catch (RuntimeException e) {
                failure = e;
                throw e;
            }
        }
        return value;
    }

    /** Starts it without a word about a failure, which {@link #get} will tell. */
    void startAhead() {
        try {
            get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            // Kept for get().
        }
    }
}
