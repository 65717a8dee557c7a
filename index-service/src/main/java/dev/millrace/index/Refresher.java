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

    private final RefreshRule rule;
    private final Refresh refresh;
    private final IndexMetrics metrics;
    private final InstantSource clock;
    /** When the sources of passages changed that were written since the last refresh; no more than suffice to measure. */
    private final List<Long> changedAtMillis = new ArrayList<>();

    private boolean dirty;
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
        boolean measurable = operation.kind() == BulkOperation.Kind.UPSERT && operation.modifiedAtMillis() > 0;
        if (measurable && changedAtMillis.size() < MOST_MEASURED) {
            changedAtMillis.add(operation.modifiedAtMillis());
        }
    }

    /**
     * @param records number of records in the batch
     */
    void afterBatch(int records) throws InterruptedException {
        if (dirty && rule.due(records, sinceLast(), lastTook)) {
            refresh();
        }
    }

    void whenDrained() throws InterruptedException {
        boolean resting = lastFailed && sinceLast().compareTo(rule.underLoad()) < 0;
        if (dirty && !resting) {
            refresh();
        }
    }

    private Duration sinceLast() {
        return Duration.ofMillis(clock.millis() - lastEndedMillis);
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
        } catch (IOException e) {
            lastFailed = true;
            LOG.warn("the index could not be refreshed, it will be tried again: {}", e.getMessage());
        }
        lastEndedMillis = clock.millis();
        lastTook = Duration.ofMillis(lastEndedMillis - start);
        metrics.refreshTook(lastTook);
    }
}
