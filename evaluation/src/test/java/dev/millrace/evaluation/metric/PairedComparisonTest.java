package dev.millrace.evaluation.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PairedComparisonTest {

    @Test
    void winsLossesAndTiesAreCountedByQuestion() {
        PairedComparison comparison = PairedComparison.of(List.of(0.5, 0.2, 0.3, 1.0), List.of(0.4, 0.3, 0.3, 0.0));

        assertThat(comparison.wins()).isEqualTo(2);
        assertThat(comparison.losses()).isEqualTo(1);
        assertThat(comparison.ties()).isEqualTo(1);
        assertThat(comparison.meanDifference()).isCloseTo(0.25, within(1e-12));
    }

    /** Of the 64 ways to set six signs, two are as far from 0 as all alike. */
    @Test
    void pValueIsTheShareOfSignsThatPartTheMeansAsFar() {
        List<Double> better = List.of(0.2, 0.3, 0.4, 0.5, 0.6, 0.7);
        List<Double> worse = List.of(0.1, 0.1, 0.1, 0.1, 0.1, 0.1);

        assertThat(PairedComparison.of(better, worse).pValue()).isCloseTo(2 / 64.0, within(0.005));
    }

    @Test
    void noDifferenceIsNotSignificant() {
        PairedComparison comparison = PairedComparison.of(List.of(0.5, 0.2), List.of(0.5, 0.2));

        assertThat(comparison.pValue()).isEqualTo(1);
        assertThat(comparison.isSignificant()).isFalse();
    }

    @Test
    void aSmallButSteadyLeadIsSignificant() {
        List<Double> second = IntStream.range(0, 200).mapToObj(i -> i / 400.0).toList();
        List<Double> first = second.stream().map(score -> score + 0.01).toList();

        assertThat(PairedComparison.of(first, second).isSignificant()).isTrue();
    }

    @Test
    void twoLuckyQuestionsAreNotSignificant() {
        List<Double> second = Collections.nCopies(100, 0.5);
        List<Double> first =
                IntStream.range(0, 100).mapToObj(i -> i < 2 ? 1.0 : 0.5).toList();

        assertThat(PairedComparison.of(first, second).isSignificant()).isFalse();
    }

    @Test
    void theSameDataGetsTheSameAnswerFromBothSides() {
        List<Double> first = List.of(0.9, 0.2, 0.4, 0.5);
        List<Double> second = List.of(0.1, 0.3, 0.2, 0.6);

        assertThat(PairedComparison.of(first, second).reversed()).isEqualTo(PairedComparison.of(second, first));
    }

    @Test
    void onlyTheSameQuestionsCanBeCompared() {
        assertThatThrownBy(() -> PairedComparison.of(List.of(0.1), List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
