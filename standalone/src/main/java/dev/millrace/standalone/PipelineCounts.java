package dev.millrace.standalone;

import java.time.Duration;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * What the services have counted since they were started.
 *
 * @param taken documents that were new or changed: cut into passages, without text, or rejected
 * @param rejected those of them that are dead letters
 * @param unchanged documents that were read again and are as they were
 * @param made passages, and removals of passages
 * @param embedded those that came out of embed-service
 * @param computed vectors that the model computed for them
 * @param indexed those that are in the index
 */
record PipelineCounts(
        long taken, long rejected, long unchanged, long made, long embedded, long computed, long indexed) {

    private static final String RECORDS = "millrace_records_total";
    private static final String MADE = "millrace_batch_size_sum";
    private static final String VECTORS = "millrace_vectors_total";

    /** Nothing else is asked for: reading all would take twenty times as long, from what is measured. */
    private static final String PATH =
            "/metrics?name%5B%5D=" + RECORDS + "&name%5B%5D=" + MADE + "&name%5B%5D=" + VECTORS;

    /** A parser may take a minute for a document. */
    private static final Duration AT_REST = Duration.ofSeconds(90);

    static PipelineCounts of(RunningSystem system) {
        MetricsText metrics = MetricsText.parse(system.get(PATH));
        long rejected = documents(metrics, "rejected");
        return new PipelineCounts(
                documents(metrics, "chunked") + documents(metrics, "empty") + rejected,
                rejected,
                documents(metrics, "unchanged"),
                metrics.sum(MADE, Map.of("service", "ingest-service")),
                metrics.sum(RECORDS, Map.of("service", "embed-service")),
                metrics.sum(VECTORS, Map.of("origin", "computed")),
                metrics.sum(RECORDS, Map.of("service", "index-service")));
    }

    private static long documents(MetricsText metrics, String outcome) {
        return metrics.sum(RECORDS, Map.of("service", "ingest-service", "outcome", outcome));
    }

    PipelineCounts since(PipelineCounts earlier) {
        return new PipelineCounts(
                taken - earlier.taken,
                rejected - earlier.rejected,
                unchanged - earlier.unchanged,
                made - earlier.made,
                embedded - earlier.embedded,
                computed - earlier.computed,
                indexed - earlier.indexed);
    }

    /** Whether nothing that was made is still on its way. */
    private boolean isIndexed() {
        return embedded >= made && indexed >= made;
    }

    /**
     * Returns when so many documents have been counted since then, and all of their passages are in the index.
     *
     * @param counted which documents
     * @param pause until the next look, by what is there: looks cost the processor time of what is looked at
     */
    static PipelineCounts await(
            RunningSystem system,
            PipelineCounts before,
            ToLongFunction<PipelineCounts> counted,
            int documents,
            Function<PipelineCounts, Duration> pause)
            throws InterruptedException {
        PipelineCounts last = of(system).since(before);
        long movedAt = System.nanoTime();
        while (counted.applyAsLong(last) < documents || !last.isIndexed()) {
            if (System.nanoTime() - movedAt > AT_REST.toNanos()) {
                throw CommandFailure.failed("Only " + counted.applyAsLong(last) + " of " + documents + " documents and "
                        + last.indexed() + " of " + last.made() + " passages arrived in the index: is the machine too"
                        + " busy or its disk full? Try again when it is not");
            }
            Thread.sleep(pause.apply(last));
            PipelineCounts now = of(system).since(before);
            if (!now.equals(last)) {
                last = now;
                movedAt = System.nanoTime();
            }
        }
        return last;
    }
}
