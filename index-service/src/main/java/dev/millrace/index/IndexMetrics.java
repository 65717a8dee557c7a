package dev.millrace.index;

import dev.millrace.core.telemetry.ServiceMetrics;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.BaseUnits;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What is measured in index-service. */
final class IndexMetrics {

    /** What became of a record: each is counted once, also when it had to be sent several times. */
    enum Outcome {
        /** A passage is in the index in this revision. */
        WRITTEN,
        /** A tombstone is in the index. */
        REMOVED,
        /** The index, or a later record of the same batch, holds the same or a newer revision. */
        SUPERSEDED,
        /** A dead letter: OpenSearch refuses the entry for what it is. */
        REJECTED,
        /** A dead letter: not an event that can be read. */
        MALFORMED,
        /** A dead letter: a vector of another model or dimension. */
        WRONG_MODEL;

        private final String tag = name().toLowerCase(Locale.ROOT);
    }

    private final ServiceMetrics metrics;
    private final Clock clock;
    private final Counter swept;

    IndexMetrics(MeterRegistry registry, Clock clock) {
        this.metrics = new ServiceMetrics(registry, IndexService.NAME);
        this.clock = clock;
        this.swept = registry.counter("millrace.tombstones.swept");
    }

    /** Shows that OpenSearch is being waited for. */
    void watch(MeterRegistry registry, Patience patience) {
        FunctionCounter.builder("millrace.retries", patience, Patience::pauses)
                .tag("service", IndexService.NAME)
                .register(registry);
        Gauge.builder("millrace.waiting", patience, p -> p.waitingFor().isPresent() ? 1 : 0)
                .tag("service", IndexService.NAME)
                .register(registry);
    }

    /** Shows how much is sent at once now. */
    void watch(MeterRegistry registry, BulkSender sender) {
        Gauge.builder("millrace.bulk.requests", sender, s -> s.limits().requests())
                .register(registry);
        Gauge.builder("millrace.bulk.request.size", sender, s -> s.limits().bytes())
                .baseUnit(BaseUnits.BYTES)
                .register(registry);
    }

    void settled(ConsumerRecord<byte[], byte[]> record, Outcome outcome) {
        metrics.countRecord(outcome.tag);
        metrics.recordTopicLatency(record.topic(), record.timestamp(), clock.millis());
    }

    /** A change can now be found. */
    void searchable(long modifiedAtMillis) {
        metrics.recordFreshness(modifiedAtMillis, clock.millis());
    }

    void swept(int tombstones) {
        swept.increment(tombstones);
    }

    void bulk(int operations) {
        metrics.recordBatch("bulk", operations);
    }

    void bulkTook(Duration time) {
        metrics.stage("bulk").record(time);
    }

    void refreshTook(Duration time) {
        metrics.stage("refresh").record(time);
    }
}
