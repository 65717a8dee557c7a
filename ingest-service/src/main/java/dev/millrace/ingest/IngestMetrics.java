package dev.millrace.ingest;

import dev.millrace.core.telemetry.ServiceMetrics;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.apache.kafka.streams.processor.TaskId;

/** What ingest-service measures. */
final class IngestMetrics {

    private final MeterRegistry registry;
    private final ServiceMetrics metrics;
    private final String documentsTopic;
    private final Map<TaskId, Integer> unfinished = new ConcurrentHashMap<>();
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
        Gauge.builder("millrace.unfinished.documents", unfinished, IngestMetrics::sum)
                .register(registry);
    }

    void processed(Outcome outcome, long writtenAtMillis, long nowMillis) {
        metrics.countRecord(outcome.tag());
        metrics.recordTopicLatency(documentsTopic, writtenAtMillis, nowMillis);
    }

    /** Chunks emitted for one document. */
    void emitted(int chunks) {
        metrics.recordBatch("document", chunks);
    }

    /** Documents of a partition that were read from the topic, so that no lag tells of them, and have no outcome yet. */
    void unfinished(TaskId task, int documents) {
        if (documents == 0) {
            unfinished.remove(task);
        } else {
            unfinished.put(task, documents);
        }
    }

    private static double sum(Map<TaskId, Integer> documents) {
        return documents.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** Files that were noticed and wait to be published. */
    void watching(Supplier<Number> pendingFiles) {
        Gauge.builder("millrace.pending.files", pendingFiles).register(registry);
    }
}
