package dev.millrace.evaluation.speed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class QuantilesTest {

    @Test
    void ofAHundredTheSecondLongestIsTheNinetyNinth() {
        List<Double> values =
                DoubleStream.iterate(100, value -> value - 1).limit(100).boxed().toList();

        assertThat(Quantiles.of(values)).isEqualTo(new Quantiles(50, 99, 100));
    }

    @Test
    void ofFewTheLongestIsTheNinetyNinth() {
        assertThat(Quantiles.of(List.of(3.0, 1.0, 2.0))).isEqualTo(new Quantiles(2, 3, 3));
        assertThat(Quantiles.of(List.of(7.0))).isEqualTo(new Quantiles(7, 7, 7));
    }
}
