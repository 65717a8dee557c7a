package dev.millrace.encoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class MiniLmOpeningTest {

    @Test
    void whatWasMeasuredCanBeOpened() {
        try (MiniLmOpening opening = MiniLmOpening.begin(EncoderConfig.defaults())) {
            Precision better = opening.measure();
            try (MiniLmEncoder encoder = opening.in(better)) {
                assertThat(encoder.modelId()).isEqualTo(MiniLmModel.id(better));
            }
        }
    }

    @Test
    void anotherPrecisionThanTheOneMeasuredCanBeOpenedAndOutlivesTheOpening() {
        MiniLmEncoder encoder;
        Precision other;
        try (MiniLmOpening opening = MiniLmOpening.begin(EncoderConfig.defaults())) {
            other = opening.measure() == Precision.INT8 ? Precision.FLOAT32 : Precision.INT8;
            encoder = opening.in(other);
        }
        try (encoder;
                MiniLmEncoder usual =
                        MiniLmEncoder.open(EncoderConfig.defaults().withPrecision(other))) {
            assertThat(encoder.embed(List.of("A weir holds back the water.")))
                    .usingRecursiveComparison()
                    .isEqualTo(usual.embed(List.of("A weir holds back the water.")));
        }
    }

    @Test
    void anOpeningThatWasClosedOpensNothing() {
        MiniLmOpening opening = MiniLmOpening.begin(EncoderConfig.defaults());

        opening.close();

        assertThatThrownBy(() -> opening.in(Precision.FLOAT32)).isInstanceOf(RuntimeException.class);
    }

    @Test
    void theModelCanBeHadOnce() {
        try (MiniLmOpening opening = MiniLmOpening.begin(EncoderConfig.defaults());
                MiniLmEncoder encoder = opening.in(Precision.INT8)) {
            assertThatThrownBy(() -> opening.in(Precision.INT8))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("already");
            assertThat(encoder.precision()).isEqualTo(Precision.INT8);
        }
    }
}
