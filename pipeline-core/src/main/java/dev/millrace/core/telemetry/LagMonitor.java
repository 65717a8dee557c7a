package dev.millrace.core.telemetry;

import dev.millrace.core.kafka.KafkaConfig;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the lag gauges of some subscriptions up to date. While the broker does not answer, they keep their values. */
public final class LagMonitor implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LagMonitor.class);

    private final Map<Subscription, TopicLag> lags = new ConcurrentHashMap<>();
    private final List<Subscription> subscriptions;
    private final KafkaConfig kafka;
    private final Duration interval;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;

    /** Registers the gauges and starts reading. */
    public LagMonitor(KafkaConfig kafka, List<Subscription> subscriptions, Duration interval, MeterRegistry registry) {
        this.kafka = kafka;
        this.subscriptions = List.copyOf(subscriptions);
        this.interval = interval;
        subscriptions.forEach(subscription -> register(subscription, registry));
        this.thread = Thread.ofPlatform().name("lag-monitor").daemon().start(this::run);
    }

    /** What was last read; empty until the first reading. */
    public Map<Subscription, TopicLag> lags() {
        return Map.copyOf(lags);
    }

    @Override
    public void close() {
        closing.countDown();
        try {
            thread.join();
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
        }
    }

    private void register(Subscription subscription, MeterRegistry registry) {
        Gauge.builder("millrace.topic.lag.records", () -> lag(subscription, TopicLag::records))
                .tags("topic", subscription.topic(), "group", subscription.group())
                .register(registry);
        Gauge.builder(
                        "millrace.topic.lag.seconds",
                        () -> lag(subscription, lag -> lag.age().toMillis() / 1000.0))
                .tags("topic", subscription.topic(), "group", subscription.group())
                .register(registry);
    }

    /** Not a number until the first reading. */
    private double lag(Subscription subscription, ToDoubleFunction<TopicLag> figure) {
        TopicLag lag = lags.get(subscription);
        return lag == null ? Double.NaN : figure.applyAsDouble(lag);
    }

    private void run() {
        try (LagReader reader = new LagReader(kafka, Clock.systemUTC())) {
            do {
                read(reader);
            } while (!closing.await(interval.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException | InterruptException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void read(LagReader reader) throws InterruptedException {
        for (Subscription subscription : subscriptions) {
            try {
                lags.put(subscription, reader.read(subscription));
            } catch (InterruptException e) {
                throw e;
            } catch (ExecutionException | KafkaException e) {
                LOG.warn("lag of topic={} can't be read: {}", subscription.topic(), e.getMessage());
            }
        }
    }
}
