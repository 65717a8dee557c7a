package dev.millrace.search;

import dev.millrace.core.telemetry.ServiceMetrics;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

/** What search-service measures. Every request is counted once, by the mode it ran in or by why it did not. */
final class SearchMetrics {

    private final ServiceMetrics metrics;

    SearchMetrics(MeterRegistry registry) {
        this.metrics = new ServiceMetrics(registry, SearchService.NAME);
    }

    /** Turning the question into a vector. */
    Timer embedQuery() {
        return metrics.stage("embed_query");
    }

    /** The round trip to OpenSearch. */
    Timer search() {
        return metrics.stage("search");
    }

    /** Making one ranking of two. */
    Timer fuse() {
        return metrics.stage("fuse");
    }

    void answered(SearchAnswer answer) {
        metrics.countRecord(answer.fallback() == null ? answer.mode().written() : "fallback");
    }

    /** The request was wrong. */
    void rejected() {
        metrics.countRecord("rejected");
    }

    /** OpenSearch did not answer. */
    void unavailable() {
        metrics.countRecord("unavailable");
    }

    /** A fault of this service. */
    void failed() {
        metrics.countRecord("failed");
    }
}
