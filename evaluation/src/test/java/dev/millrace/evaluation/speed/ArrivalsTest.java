package dev.millrace.evaluation.speed;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class ArrivalsTest {

    private static final Duration SPAN = Duration.ofSeconds(1_000);

    private final List<Duration> arrivals = Arrivals.poisson(20, SPAN, 0, new Random(1));

    @Test
    void asManyComeASecondAsAreWanted() {
        assertThat((double) arrivals.size()).isCloseTo(20_000, Percentage.withPercentage(3));
        assertThat(arrivals).isSorted().allMatch(arrival -> arrival.compareTo(SPAN) < 0);
    }

    @Test
    void gapsAreAsUnevenAsThoseOfIndependentArrivals() {
        double[] gaps = IntStream.range(1, arrivals.size())
                .mapToDouble(i -> arrivals.get(i).minus(arrivals.get(i - 1)).toNanos() / 1e9)
                .toArray();
        double mean = IntStream.range(0, gaps.length)
                .mapToDouble(i -> gaps[i])
                .average()
                .orElseThrow();
        double variance = IntStream.range(0, gaps.length)
                .mapToDouble(i -> (gaps[i] - mean) * (gaps[i] - mean))
                .average()
                .orElseThrow();

        assertThat(Math.sqrt(variance)).isCloseTo(mean, Percentage.withPercentage(5));
    }

    @Test
    void someComeHoweverSeldom() {
        assertThat(Arrivals.poisson(0.001, Duration.ofSeconds(1), 2, new Random(1)))
                .hasSize(2);
    }
}
