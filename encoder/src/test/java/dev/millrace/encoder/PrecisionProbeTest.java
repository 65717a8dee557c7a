package dev.millrace.encoder;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.encoder.PrecisionProbe.Measured;
import org.junit.jupiter.api.Test;

class PrecisionProbeTest {

    @Test
    void bytesAreTakenWhereTheyAreFasterAndNearEnough() {
        assertThat(new Measured(1.5, 0.99).better()).isEqualTo(Precision.INT8);
        assertThat(new Measured(1.1, 0.99).better()).isEqualTo(Precision.FLOAT32);
        assertThat(new Measured(3.0, 0.9).better()).isEqualTo(Precision.FLOAT32);
        assertThat(new Measured(3.0, Double.NaN).better()).isEqualTo(Precision.FLOAT32);
    }

    @Test
    void aModelIsAsFastAsItselfAndHasItsOwnVectors() {
        try (MiniLmEncoder encoder =
                MiniLmEncoder.open(PrecisionProbe.config(EncoderConfig.defaults(), Precision.INT8))) {
            Measured measured = PrecisionProbe.measure(encoder, encoder);

            assertThat(measured.leastCosine()).isBetween(0.9999, 1.0001);
            assertThat(measured.speedUp()).isPositive();
        }
    }
}
