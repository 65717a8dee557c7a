package dev.millrace.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.standalone.Flight.Done;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Counts and times left. */
class ProgressTest {

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    @Test
    void theRestTakesAsLongForEachAsWhatIsDone() {
        Pace pace = new Pace(10, 0);

        assertThat(pace.left(30, 60, 4 * SECOND)).contains(Duration.ofSeconds(12));
        assertThat(pace.eta(30, 60, 4 * SECOND)).isEqualTo(", about 12 s left");
    }

    @Test
    void nothingIsPromisedBeforeAnythingIsDone() {
        Pace pace = new Pace(10, 0);

        assertThat(pace.left(10, 60, 4 * SECOND)).isEmpty();
        assertThat(pace.left(30, 60, SECOND / 10)).isEmpty();
        assertThat(pace.eta(10, 60, 4 * SECOND)).isEmpty();
    }

    @Test
    void nothingLeftTakesNoTime() {
        assertThat(new Pace(10, 0).left(10, 0, 0)).contains(Duration.ZERO);
    }

    @Test
    void longTimesAreRounded() {
        assertThat(Pace.written(Duration.ofMillis(200))).isEqualTo("1 s");
        assertThat(Pace.written(Duration.ofSeconds(119))).isEqualTo("119 s");
        assertThat(Pace.written(Duration.ofSeconds(290))).isEqualTo("5 min");
        assertThat(Pace.written(Duration.ofMinutes(200))).isEqualTo("3 h");
    }

    @Test
    void filesHaveArrivedWhenAllTheirPassagesHave() {
        assertThat(FlightWatch.arrived(2, new Done(1, 0, 5, 5, 5))).isFalse();
        assertThat(FlightWatch.arrived(2, new Done(2, 0, 10, 5, 5))).isFalse();
        assertThat(FlightWatch.arrived(2, new Done(2, 0, 10, 10, 9))).isFalse();
        assertThat(FlightWatch.arrived(2, new Done(2, 0, 10, 10, 10))).isTrue();
        assertThat(FlightWatch.arrived(2, new Done(2, 0, 0, 0, 0))).isTrue();
    }

    @Test
    void passagesOfUnreadFilesAreEstimatedFromThoseRead() {
        assertThat(FlightWatch.remaining(10, new Done(2, 0, 10, 8, 7))).isEqualTo(43);
        assertThat(new Flight(3, 4, new Done(2, 0, 10, 8, 7)).remaining()).isEqualTo(19);
    }

    @Test
    void samplesOfThePageAreAddedUpByLabel() {
        MetricsText text = MetricsText.parse("""
                # TYPE millrace_records_total counter
                millrace_records_total{outcome="written",service="index-service"} 3.0
                millrace_records_total{outcome="removed",service="index-service"} 2.0
                millrace_records_total{outcome="accepted",service="ingest-service"} 7.0
                millrace_pending_files 4.0
                millrace_stage_seconds_bucket{stage="bulk",le="+Inf"} 5
                """);

        assertThat(text.sum("millrace_records_total", Map.of("service", "index-service")))
                .isEqualTo(5);
        assertThat(text.sum("millrace_records_total", Map.of("service", "index-service", "outcome", "removed")))
                .isEqualTo(2);
        assertThat(text.sum("millrace_pending_files", Map.of())).isEqualTo(4);
        assertThat(text.sum("missing", Map.of())).isZero();
    }
}
