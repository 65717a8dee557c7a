package dev.millrace.search;

import dev.millrace.core.telemetry.ServiceMetrics;
import dev.millrace.core.telemetry.Subscription;
import dev.millrace.search.Status.TopicStatus;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.distribution.ValueAtPercentile;
import io.micrometer.core.instrument.search.Search;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Reads back what this process measures of the topics. */
final class TopicMeters {

    private final MeterRegistry registry;

    TopicMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    TopicStatus read(Subscription subscription) {
        Double records = gauge("millrace.topic.lag.records", subscription);
        Timer latency = Search.in(registry)
                .name(ServiceMetrics.TOPIC_LATENCY)
                .tag("topic", subscription.topic())
                .timer();
        return new TopicStatus(
                subscription.topic(),
                subscription.group(),
                records == null ? null : Math.round(records),
                gauge("millrace.topic.lag.seconds", subscription),
                percentile(latency, 0.5),
                percentile(latency, 0.99));
    }

    private @Nullable Double gauge(String name, Subscription subscription) {
        Gauge gauge = Search.in(registry)
                .name(name)
                .tags("topic", subscription.topic(), "group", subscription.group())
                .gauge();
        double value = gauge == null ? Double.NaN : gauge.value();
        return Double.isFinite(value) ? value : null;
    }

    private static @Nullable Double percentile(@Nullable Timer timer, double percentile) {
        if (timer == null) {
            return null;
        }
        for (ValueAtPercentile value : timer.takeSnapshot().percentileValues()) {
            double seconds = value.value(TimeUnit.SECONDS);
            // Zero is what an empty time window gives: a record takes longer than that.
            if (value.percentile() == percentile && Double.isFinite(seconds) && seconds > 0) {
                return seconds;
            }
        }
        return null;
    }
}
