package dev.millrace.encoder;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class GemmPeakTest {
    @Test
    void aLargeMultiplicationIsMeasured() {
        try (GemmPeak peak = GemmPeak.open(1)) {
            assertThat(peak.measure(Duration.ZERO)).isPositive();
        }
    }
}
