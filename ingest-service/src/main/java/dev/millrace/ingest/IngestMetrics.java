package dev.millrace.ingest;

import dev.millrace.core.telemetry.ServiceMetrics;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.function.Supplier;

/** What ingest-service measures. */
final class IngestMetrics {

    private final MeterRegistry registry;
    private final ServiceMetrics metrics;
    private final String documentsTopic;
    final Timer fetch;
    final Timer parse;
    final Timer chunk;

    IngestMetrics(MeterRegistry registry, String documentsTopic) {
        this.registry = registry;
        this.metrics = new ServiceMetrics(registry, IngestApplication.NAME);
        this.documentsTopic = documentsTopic;
        this.fetch = metrics.stage("fetch");
        this.parse = metrics.stage("parse");
        this.chunk = metrics.stage("chunk");
    }

    void processed(Outcome outcome, long writtenAtMillis, long nowMillis) {
        metrics.countRecord(outcome.tag());
        metrics.recordTopicLatency(documentsTopic, writtenAtMillis, nowMillis);
    }

    /** Chunks emitted for one document. */
    void emitted(int chunks) {
        metrics.recordBatch("document", chunks);
    }

    /** Files that were noticed and wait to be published. */
    void watching(Supplier<Number> pendingFiles) {
        Gauge.builder("millrace.pending.files", pendingFiles).register(registry);
    }
}
