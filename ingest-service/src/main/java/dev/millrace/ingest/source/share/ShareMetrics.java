package dev.millrace.ingest.source.share;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** Counts what came of the records of the bucket events topic. */
final class ShareMetrics {

    /** What came of an event. */
    enum Outcome {
        /** An object is looked at. */
        HINT,
        /** Sent on to the replica that watches the source. */
        FORWARDED,
        /** A command, handed to the watcher. */
        COMMAND,
        /** It asks for nothing, as a test event. */
        IGNORED,
        /** Of a bucket, prefix or source that is not configured. */
        UNKNOWN_SOURCE,
        /** It can't be understood. */
        MALFORMED
    }

    private final Map<Outcome, Counter> counters = new EnumMap<>(Outcome.class);

    ShareMetrics(MeterRegistry registry) {
        for (Outcome outcome : Outcome.values()) {
            counters.put(
                    outcome,
                    Counter.builder("millrace.bucket.events")
                            .tag("outcome", outcome.name().toLowerCase(Locale.ROOT))
                            .register(registry));
        }
    }

    void count(Outcome outcome) {
        Counter counter = counters.get(outcome);
        if (counter != null) {
            counter.increment();
        }
    }
}
