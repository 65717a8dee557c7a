package dev.millrace.core.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RetryPauseTest {

    private final RetryPause pause = new RetryPause(Duration.ofMillis(100), Duration.ofSeconds(10));

    @Test
    void pausesDoubleUpToTheLongestWithJitterOverTheirUpperHalf() {
        Random random = new Random(7);
        for (int failures = 1; failures <= 1_000; failures++) {
            long bound = failures > 7 ? 10_000 : Math.min(10_000, 100L << (failures - 1));
            assertThat(pause.after(failures, random).toMillis()).isBetween(bound / 2, bound);
        }
    }
}
