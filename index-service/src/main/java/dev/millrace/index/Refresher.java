package dev.millrace.index;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes what was written searchable by {@link RefreshRule}, only where something was written, and measures how long a
 * change took to get there. Not thread-safe.
 */
final class Refresher {

    private static final Logger LOG = LoggerFactory.getLogger(Refresher.class);
    private static final int MOST_MEASURED = 10_000;
    /** When nothing came for this long, or for as long as a refresh rests, nothing more is expected. */
    private static final Duration QUIET = Duration.ofMillis(200);

    private final RefreshRule rule;
    private final Refresh refresh;
    private final IndexMetrics metrics;
    private final InstantSource clock;
    /** When the sources of passages changed that were written since the last refresh; no more than suffice to measure. */
    private final List<Long> changedAtMillis = new ArrayList<>();

    private boolean dirty;
    private long newestChangeMillis;
    private int lastBatch;
    private long lastBatchMillis;
    private boolean lastFailed;
    private long lastEndedMillis;
    private Duration lastTook = Duration.ZERO;

    /** The request. */
    interface Refresh {
        void run() throws IOException, InterruptedException;
    }

    Refresher(RefreshRule rule, Refresh refresh, IndexMetrics metrics, InstantSource clock) {
        this.rule = rule;
        this.refresh = refresh;
        this.metrics = metrics;
        this.clock = clock;
    }

    void written(BulkOperation operation) {
        dirty = true;
        newestChangeMillis = Math.max(newestChangeMillis, operation.modifiedAtMillis());
        boolean measurable = operation.kind() == BulkOperation.Kind.UPSERT && operation.modifiedAtMillis() > 0;
        if (measurable && changedAtMillis.size() < MOST_MEASURED) {
            changedAtMillis.add(operation.modifiedAtMillis());
        }
    }

    /**
     * @param records number of records in the batch
     */
    void afterBatch(int records) throws InterruptedException {
        lastBatch = records;
        lastBatchMillis = clock.millis();
        if (dirty && !untilGapIsOver().isPositive()) {
            refresh();
        }
    }

    /** Nothing came for as long as {@link #untilDue()} said. */
    void whenDrained() throws InterruptedException {
        if (dirty && untilDue().isZero()) {
            refresh();
        }
    }

    /** Until what was written is to be made searchable if nothing more comes; at most until it is clear that nothing does. */
    Duration untilDue() {
        if (!dirty) {
            return QUIET;
        }
        Duration rested = lastFailed ? rule.underLoad().minus(sinceLast()) : untilGapIsOver();
        Duration quiet = lastFailed ? QUIET : quiet().minus(since(lastBatchMillis));
        Duration due = rested.compareTo(quiet) < 0 ? rested : quiet;
        return due.isNegative() ? Duration.ZERO : due;
    }

    private Duration quiet() {
        Duration rest = RefreshRule.rest(lastTook);
        return rest.compareTo(QUIET) > 0 ? rest : QUIET;
    }

    private Duration untilGapIsOver() {
        return rule.gap(lastBatch, age(), lastTook).minus(sinceLast());
    }

    /** Of the newest change that is not searchable yet; where no time of one is known, as if it were just now. */
    private Duration age() {
        return Duration.ofMillis(newestChangeMillis == 0 ? 0 : lastBatchMillis - newestChangeMillis);
    }

    private Duration sinceLast() {
        return since(lastEndedMillis);
    }

    private Duration since(long millis) {
        return Duration.ofMillis(clock.millis() - millis);
    }

    /** A refresh that fails is tried again later: what was written is safe, and found at the latest by the index's own. */
    private void refresh() throws InterruptedException {
        long start = clock.millis();
        try {
            refresh.run();
            dirty = false;
            lastFailed = false;
            changedAtMillis.forEach(metrics::searchable);
            changedAtMillis.clear();
            newestChangeMillis = 0;
        } catch (IOException e) {
            lastFailed = true;
            LOG.warn("the index could not be refreshed, it will be tried again: {}", e.getMessage());
        }
        lastEndedMillis = clock.millis();
        lastTook = Duration.ofMillis(lastEndedMillis - start);
        metrics.refreshTook(lastTook);
    }
}
