package dev.millrace.search;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/** Takes the time of the steps of one answer. A step that is done twice adds up. Not thread-safe. */
final class StepClock {

    private final SearchMetrics metrics;
    private final Map<Step, Long> nanos = new EnumMap<>(Step.class);
    private final long started = System.nanoTime();

    StepClock(SearchMetrics metrics) {
        this.metrics = metrics;
    }

    /** Work that may fail. */
    interface Work<T, E extends Exception> {
        T done() throws E;
    }

    <T, E extends Exception> T time(Step step, Work<T, E> work) throws E {
        long begun = System.nanoTime();
        try {
            return work.done();
        } finally {
            long took = System.nanoTime() - begun;
            nanos.merge(step, took, Long::sum);
            metrics.stage(step).record(Duration.ofNanos(took));
        }
    }

    long millis() {
        return Duration.ofNanos(System.nanoTime() - started).toMillis();
    }

    /** Milliseconds of each step that was done, by its name. */
    Map<String, Double> steps() {
        Map<String, Double> steps = new TreeMap<>();
        nanos.forEach((step, took) -> steps.put(step.written(), Math.round(took / 1e3) / 1e3));
        return steps;
    }
}
