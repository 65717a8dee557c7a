package dev.millrace.ingest.parse.fork;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

/** What the pool of parsers measures. */
final class ParserMetrics {

    private final MeterRegistry registry;
    private final Map<Cause, Counter> restarts = new EnumMap<>(Cause.class);

    /** Why a process was ended and another took its place. */
    enum Cause {
        RECYCLED,
        CRASHED,
        OUT_OF_MEMORY,
        TIMEOUT,
        GIVEN_UP
    }

    ParserMetrics(MeterRegistry registry) {
        this.registry = registry;
        for (Cause cause : Cause.values()) {
            restarts.put(
                    cause,
                    Counter.builder("millrace.parser.restarts")
                            .tag("cause", cause.name().toLowerCase(Locale.ROOT))
                            .register(registry));
        }
    }

    void restarted(Cause cause) {
        Objects.requireNonNull(restarts.get(cause)).increment();
    }

    void watchProcesses(Supplier<Number> alive) {
        Gauge.builder("millrace.parser.processes", alive).register(registry);
    }

    void watchWaiting(String lane, Supplier<Number> waiting) {
        Gauge.builder("millrace.parser.waiting", waiting).tag("lane", lane).register(registry);
    }
}
