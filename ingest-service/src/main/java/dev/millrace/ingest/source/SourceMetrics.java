package dev.millrace.ingest.source;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.function.ToDoubleFunction;

/** What is measured of one source. Where another replica watches it, its gauges say nothing. */
public final class SourceMetrics {

    private static final double MILLIS_PER_SECOND = 1000;

    private final Clock clock;
    private final Counter listings;
    private final Counter failedListings;
    private final Counter changed;
    private final Counter disappeared;
    private volatile int listedObjects;
    private volatile int held;
    private volatile long listedAtMillis;

    /** Registers all of it. */
    public SourceMetrics(MeterRegistry registry, String source, Clock clock) {
        this.clock = clock;
        this.listings = listings(registry, source, "complete");
        this.failedListings = listings(registry, source, "failed");
        this.changed = published(registry, source, "changed");
        this.disappeared = published(registry, source, "disappeared");
        gauge(registry, "millrace.source.objects", source, metrics -> metrics.listedObjects);
        gauge(registry, "millrace.source.held.deletions", source, metrics -> metrics.held);
        gauge(registry, "millrace.source.listing.age.seconds", source, SourceMetrics::listingAgeSeconds);
    }

    /** A listing could not be finished. */
    public void listingFailed() {
        failedListings.increment();
    }

    /** Another replica watches from now on, or nobody. */
    public void stopped() {
        listedObjects = 0;
        held = 0;
        listedAtMillis = 0;
    }

    void listed(int objects, int heldDeletions, long nowMillis) {
        listings.increment();
        listedObjects = objects;
        held = heldDeletions;
        listedAtMillis = nowMillis;
    }

    void changed() {
        changed.increment();
    }

    void disappeared() {
        disappeared.increment();
    }

    private double listingAgeSeconds() {
        long at = listedAtMillis;
        return at == 0 ? Double.NaN : (clock.millis() - at) / MILLIS_PER_SECOND;
    }

    private static Counter listings(MeterRegistry registry, String source, String outcome) {
        return Counter.builder("millrace.source.listings")
                .tag("source", source)
                .tag("outcome", outcome)
                .register(registry);
    }

    private static Counter published(MeterRegistry registry, String source, String change) {
        return Counter.builder("millrace.source.published")
                .tag("source", source)
                .tag("change", change)
                .register(registry);
    }

    private void gauge(MeterRegistry registry, String name, String source, ToDoubleFunction<SourceMetrics> value) {
        Gauge.builder(name, this, value)
                .tag("source", source)
                .strongReference(true)
                .register(registry);
    }
}
