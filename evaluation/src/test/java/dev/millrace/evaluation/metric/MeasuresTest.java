package dev.millrace.evaluation.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MeasuresTest {

    private static final double EXACT = 1e-12;

    /** The example in the README of pytrec_eval, which runs trec_eval's own code. */
    @Test
    void agreesWithThePublishedExampleOfTrecEval() {
        Judgements first = new Judgements(Map.of("d1", 0, "d2", 1, "d3", 0));
        Judgements second = new Judgements(Map.of("d2", 1, "d3", 1));
        Ranking firstRun = Ranking.ofScores(Map.of("d1", 1.0, "d2", 0.0, "d3", 1.5));
        Ranking secondRun = Ranking.ofScores(Map.of("d1", 1.5, "d2", 0.2, "d3", 0.5));

        assertThat(Measures.ndcg(firstRun, first, 10)).isCloseTo(0.5, within(EXACT));
        assertThat(Measures.ndcg(secondRun, second, 10)).isCloseTo(0.6934264036172708, within(EXACT));
        assertThat(Measures.reciprocalRank(firstRun, first, 10)).isCloseTo(1 / 3.0, within(EXACT));
        assertThat(Measures.reciprocalRank(secondRun, second, 10)).isCloseTo(0.5, within(EXACT));
    }

    /** The worked example of the article "Discounted cumulative gain" in Wikipedia: DCG 6.861, ideal 8.740. */
    @Test
    void idealIsTakenOverAllThatWasJudgedAndNotOverWhatWasFound() {
        Judgements judgements =
                new Judgements(Map.of("D1", 3, "D2", 2, "D3", 3, "D4", 0, "D5", 1, "D6", 2, "D7", 3, "D8", 2));
        Ranking ranking = new Ranking(List.of("D1", "D2", "D3", "D4", "D5", "D6"));

        assertThat(Measures.ndcg(ranking, judgements, 6)).isCloseTo(6.861126688 / 8.740262365, within(1e-9));
    }

    @Test
    void gainIsTheGradeItselfAndNotAPowerOfTwo() {
        Judgements judgements = new Judgements(Map.of("a", 2, "b", 1));
        Ranking ranking = new Ranking(List.of("b", "a"));

        double log3 = Math.log(3) / Math.log(2);
        assertThat(Measures.ndcg(ranking, judgements, 10)).isCloseTo((1 + 2 / log3) / (2 + 1 / log3), within(EXACT));
    }

    @Test
    void whatStandsBehindTheCutoffDoesNotCount() {
        Judgements judgements = new Judgements(Map.of("d", 1));
        Ranking ranking = new Ranking(List.of("a", "b", "d"));

        assertThat(Measures.ndcg(ranking, judgements, 2)).isZero();
        assertThat(Measures.recall(ranking, judgements, 2)).isZero();
        assertThat(Measures.reciprocalRank(ranking, judgements, 2)).isZero();
        assertThat(Measures.recall(ranking, judgements, 3)).isEqualTo(1);
    }

    @Test
    void recallIsTheShareOfAllThatIsRelevant() {
        Judgements judgements = new Judgements(Map.of("a", 2, "b", 1, "c", 0, "d", 1, "e", 1));

        assertThat(Measures.recall(new Ranking(List.of("c", "a", "d", "x")), judgements, 100))
                .isEqualTo(0.5);
    }

    @Test
    void aQuestionThatNothingAnswersGetsNothing() {
        Ranking ranking = new Ranking(List.of("a"));

        assertThat(Scores.of(ranking, new Judgements(Map.of("a", 0)))).isEqualTo(new Scores(0, 0, 0, 0));
        assertThat(Scores.of(new Ranking(List.of()), new Judgements(Map.of("a", 1))))
                .isEqualTo(new Scores(0, 0, 0, 0));
    }

    @Test
    void gradesBelowZeroCountAsNotRelevant() {
        Judgements judgements = new Judgements(Map.of("spam", -2, "a", 1));

        assertThat(Measures.ndcg(new Ranking(List.of("a", "spam")), judgements, 10))
                .isEqualTo(1);
        assertThat(Measures.recall(new Ranking(List.of("spam")), judgements, 10))
                .isZero();
    }

    @Test
    void equalScoresStandAsTrecEvalHasThemTheLastIdFirst() {
        Ranking ranking = Ranking.ofScores(Map.of("10", 1.0, "9", 1.0, "a", 0.5, "b", 2.0));

        assertThat(ranking.documentIds()).containsExactly("b", "9", "10", "a");
    }

    @Test
    void scoresThatAreTheSameAsFloat32AreEqual() {
        assertThat(Ranking.ofScores(Map.of("a", 1.0 + 1e-12, "b", 1.0)).documentIds())
                .containsExactly("b", "a");
    }

    @Test
    void everyQuestionCountsTheSameInTheMean() {
        Scores mean = Scores.mean(List.of(new Scores(1, 0.5, 1, 1), new Scores(0, 0, 0.5, 1)));

        assertThat(mean).isEqualTo(new Scores(0.5, 0.25, 0.75, 1));
    }
}
