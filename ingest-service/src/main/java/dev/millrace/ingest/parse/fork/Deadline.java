package dev.millrace.ingest.parse.fork;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Kills a child when its time is up. Time during which this process stood still (a debugger, a frozen container) does
 * not count, for the child may have stood still too.
 */
final class Deadline implements AutoCloseable, Runnable {

    private static final long TICK_NANOS = Duration.ofMillis(500).toNanos();

    private final Child child;
    private final ScheduledExecutorService timer;
    private long remainingNanos;
    private long tick;
    private long lastTick;
    private @Nullable ScheduledFuture<?> next;
    private boolean passed;
    private boolean closed;

    /** Begins to count. */
    static Deadline start(Child child, Duration time, ScheduledExecutorService timer) {
        Deadline deadline = new Deadline(child, time, timer);
        deadline.schedule();
        return deadline;
    }

    private Deadline(Child child, Duration time, ScheduledExecutorService timer) {
        this.child = child;
        this.timer = timer;
        this.remainingNanos = time.toNanos();
    }

    @Override
    public synchronized void run() {
        if (closed) {
            return;
        }
        remainingNanos -= Math.min(System.nanoTime() - lastTick, 2 * tick);
        if (remainingNanos <= 0) {
            passed = true;
            child.kill();
        } else {
            schedule();
        }
    }

    synchronized boolean passed() {
        return passed;
    }

    /** Ends the counting: the child is safe from now on, unless its time had {@link #passed} before. */
    @Override
    public synchronized void close() {
        closed = true;
        if (next != null) {
            next.cancel(false);
        }
    }

    private synchronized void schedule() {
        lastTick = System.nanoTime();
        tick = Math.min(remainingNanos, TICK_NANOS);
        next = timer.schedule(this, tick, TimeUnit.NANOSECONDS);
    }
}
