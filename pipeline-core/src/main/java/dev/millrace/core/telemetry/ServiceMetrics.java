package dev.millrace.core.telemetry;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;

/**
 * The measurements that all services make. Each service has a class of its own on top, which names its stages and
 * outcomes.
 */
public final class ServiceMetrics {

    /** Age of a record, from being written to its topic to having been processed. */
    public static final String TOPIC_LATENCY = "millrace.topic.latency";

    public static final String STAGE = "millrace.stage";
    public static final String RECORDS = "millrace.records";
    public static final String BATCH_SIZE = "millrace.batch.size";
    public static final String FRESHNESS = "millrace.freshness";

    private static final double[] QUANTILES = {0.5, 0.99};
    private static final Duration QUANTILES_OVER = Duration.ofMinutes(10);
    private static final Duration SHORTEST = Duration.ofMillis(1);
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private final MeterRegistry registry;
    private final String service;

    public ServiceMetrics(MeterRegistry registry, String service) {
        this.registry = registry;
        this.service = service;
    }

    /** Counts a record by what became of it: every record exactly once. */
    public void countRecord(String outcome) {
        countRecords(outcome, 1);
    }

    public void countRecords(String outcome, int count) {
        registry.counter(RECORDS, "service", service, "outcome", outcome).increment(count);
    }

    /** Time one stage works, for example {@code parse}. */
    public Timer stage(String stage) {
        return timer(STAGE, "stage", stage);
    }

    public void recordTopicLatency(String topic, long writtenAtMillis, long nowMillis) {
        timer(TOPIC_LATENCY, "topic", topic).record(Duration.ofMillis(Math.max(0, nowMillis - writtenAtMillis)));
    }

    /** Time from a change at the source to its being searchable. */
    public void recordFreshness(long changedAtMillis, long nowMillis) {
        timer(FRESHNESS, "service", service).record(Duration.ofMillis(Math.max(0, nowMillis - changedAtMillis)));
    }

    /** Number of items in what a service handles at once. */
    public void recordBatch(String batch, int size) {
        DistributionSummary.builder(BATCH_SIZE)
                .tag("service", service)
                .tag("batch", batch)
                .serviceLevelObjectives(1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024)
                .register(registry)
                .record(size);
    }

    private Timer timer(String name, String tag, String value) {
        return Timer.builder(name)
                .tag(tag, value)
                .publishPercentileHistogram()
                .publishPercentiles(QUANTILES)
                .distributionStatisticExpiry(QUANTILES_OVER)
                .minimumExpectedValue(SHORTEST)
                .maximumExpectedValue(LONGEST)
                .register(registry);
    }
}
