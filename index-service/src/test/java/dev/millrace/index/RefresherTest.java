package dev.millrace.index;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.core.telemetry.ServiceMetrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RefresherTest {

    private static final long CHANGED = 1_000_000;

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final RefreshRule rule = new RefreshRule(Duration.ofMillis(100), Duration.ofSeconds(5), 100);
    private long now = CHANGED + 700;
    private long tookMillis;
    private boolean away;
    private int refreshes;

    @Test
    void freshnessIsTheTimeFromTheChangeToItsBeingSearchable() throws Exception {
        Refresher refresher = refresher();
        refresher.written(upsert(CHANGED));
        refresher.afterBatch(1);
        assertThat(registry.get(ServiceMetrics.FRESHNESS).timer().totalTime(TimeUnit.MILLISECONDS))
                .isEqualTo(700);
    }

    @Test
    void aChangeWhoseTimeIsNotKnownIsRefreshedButNotMeasured() throws Exception {
        Refresher refresher = refresher();
        refresher.written(upsert(0));
        refresher.afterBatch(1);
        assertThat(refreshes).isEqualTo(1);
        assertThat(registry.find(ServiceMetrics.FRESHNESS).timer()).isNull();
    }

    @Test
    void aFailedRefreshIsTriedAgainAfterARest() throws Exception {
        Refresher refresher = refresher();
        away = true;
        refresher.written(upsert(CHANGED));
        refresher.afterBatch(1);
        away = false;
        refresher.whenDrained();
        assertThat(refreshes).isZero();
        now += 5000;
        refresher.whenDrained();
        assertThat(refreshes).isEqualTo(1);
        assertThat(registry.get(ServiceMetrics.FRESHNESS).timer().count()).isEqualTo(1);
    }

    @Test
    void nothingWrittenNeedsNoRefresh() throws Exception {
        Refresher refresher = refresher();
        refresher.afterBatch(1);
        refresher.whenDrained();
        assertThat(refreshes).isZero();
    }

    @Test
    void aChangeRightAfterARefreshWaitsOnlyUntilTheNextIsDue() throws Exception {
        Refresher refresher = refresher();
        refresher.written(upsert(CHANGED));
        refresher.afterBatch(1);
        refresher.written(upsert(CHANGED + 500));
        refresher.afterBatch(1);

        assertThat(refresher.untilDue()).isEqualTo(Duration.ofMillis(100));
        refresher.whenDrained();
        assertThat(refreshes).isEqualTo(1);
        now += 100;
        refresher.whenDrained();
        assertThat(refreshes).isEqualTo(2);
    }

    @Test
    void whatIsWrittenOfABacklogIsRefreshedWhenNothingMoreComes() throws Exception {
        Refresher refresher = refresher();
        refresher.written(upsert(CHANGED));
        refresher.afterBatch(1);
        refresher.written(upsert(CHANGED - 900_000));
        refresher.afterBatch(1);

        assertThat(refresher.untilDue()).isEqualTo(Duration.ofMillis(200));
        now += 199;
        refresher.whenDrained();
        assertThat(refreshes).isEqualTo(1);
        now += 1;
        refresher.whenDrained();
        assertThat(refreshes).isEqualTo(2);
    }

    @Test
    void slowRefreshesRestBeforeNothingMoreIsExpected() throws Exception {
        Refresher refresher = refresher();
        tookMillis = 90;
        refresher.written(upsert(CHANGED));
        refresher.afterBatch(1);
        refresher.written(upsert(CHANGED - 900_000));
        refresher.afterBatch(1);

        assertThat(refresher.untilDue()).isEqualTo(Duration.ofMillis(360));
    }

    private Refresher refresher() {
        InstantSource clock = () -> Instant.ofEpochMilli(now);
        Clock fixed = clock.withZone(java.time.ZoneOffset.UTC);
        return new Refresher(rule, this::refresh, new IndexMetrics(registry, fixed), clock);
    }

    private void refresh() throws IOException {
        if (away) {
            throw new IOException("connection refused");
        }
        now += tookMillis;
        refreshes++;
    }

    private static BulkOperation upsert(long modifiedAtMillis) {
        return BulkOperation.upsert(
                Events.record(0, new byte[0]),
                Events.chunk("c", 1, "x").setModifiedAtMs(modifiedAtMillis).build(),
                Events.MODEL,
                Events.vector(0),
                Instant.EPOCH);
    }
}
