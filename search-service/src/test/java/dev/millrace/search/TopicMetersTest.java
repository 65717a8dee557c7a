package dev.millrace.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.core.telemetry.ServiceMetrics;
import dev.millrace.core.telemetry.Subscription;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class TopicMetersTest {

    private static final Subscription CHUNKS = new Subscription("millrace.chunks", "millrace-embed");

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final TopicMeters meters = new TopicMeters(registry);

    @Test
    void whatIsNotMeasuredHereIsNull() {
        assertThat(meters.read(CHUNKS))
                .isEqualTo(new Status.TopicStatus("millrace.chunks", "millrace-embed", null, null, null, null));
    }

    @Test
    void lagComesFromTheGauges() {
        gauge("millrace.topic.lag.records", 12);
        gauge("millrace.topic.lag.seconds", 3.5);

        assertThat(meters.read(CHUNKS).lagRecords()).isEqualTo(12);
        assertThat(meters.read(CHUNKS).lagSeconds()).isEqualTo(3.5);
    }

    /** Of the real registry, with the histogram of the real metrics switched on beside the percentiles. */
    @Test
    void percentilesComeFromTheTimers() {
        ServiceMetrics metrics = new ServiceMetrics(registry, "embed-service");
        for (int i = 1; i <= 100; i++) {
            metrics.recordTopicLatency("millrace.chunks", 0, i * 10L);
        }

        assertThat(meters.read(CHUNKS).p50Seconds()).isCloseTo(0.5, Percentage.withPercentage(5));
        assertThat(meters.read(CHUNKS).p99Seconds()).isCloseTo(0.99, Percentage.withPercentage(5));
    }

    private void gauge(String name, double value) {
        Gauge.builder(name, () -> value)
                .tags("topic", CHUNKS.topic(), "group", CHUNKS.group())
                .strongReference(true)
                .register(registry);
    }
}
