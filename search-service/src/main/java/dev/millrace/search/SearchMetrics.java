package dev.millrace.search;

import dev.millrace.core.telemetry.ServiceMetrics;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What search-service measures. Every request is counted once, by the mode it ran in or by why it did not. */
final class SearchMetrics {

    private final ServiceMetrics metrics;
    private final Map<Step, Timer> stages = new ConcurrentHashMap<>();
    private final Counter cached;
    private final Counter computed;

    SearchMetrics(MeterRegistry registry) {
        this.metrics = new ServiceMetrics(registry, SearchService.NAME);
        for (Step step : Step.values()) {
            stage(step); // measured from the start, also where nothing is reranked
        }
        this.cached = registry.counter("millrace.query.vectors", "origin", "cached");
        this.computed = registry.counter("millrace.query.vectors", "origin", "computed");
    }

    Timer stage(Step step) {
        return stages.computeIfAbsent(step, one -> metrics.stage(one.written()));
    }

    /** The vector of a question was still known. */
    void vectorCached() {
        cached.increment();
    }

    /** It came from the model. */
    void vectorComputed() {
        computed.increment();
    }

    void answered(SearchAnswer answer) {
        metrics.countRecord(answer.fallback() == null ? answer.mode().written() : "fallback");
    }

    /** Texts of a client were embedded. */
    void embedded() {
        metrics.countRecord("embeddings");
    }

    /** The request was wrong. */
    void rejected() {
        metrics.countRecord("rejected");
    }

    /** OpenSearch or the encoder did not answer. */
    void unavailable() {
        metrics.countRecord("unavailable");
    }

    /** A fault of this service. */
    void failed() {
        metrics.countRecord("failed");
    }
}
