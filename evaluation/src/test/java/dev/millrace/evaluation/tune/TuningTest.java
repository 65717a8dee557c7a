package dev.millrace.evaluation.tune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.millrace.evaluation.beir.BeirQuery;
import dev.millrace.evaluation.metric.Judgements;
import dev.millrace.evaluation.run.FoundPassage;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TuningTest {

    private static final List<FoundPassage> RIGHT_FIRST = ranking("right", "wrong", "other");
    private static final List<FoundPassage> WRONG_FIRST = ranking("wrong", "other", "right");

    @Test
    void theArmThatKnowsTheAnswersGetsTheWeight() {
        Tuning tuning = Tuning.of(questions(60, RIGHT_FIRST, WRONG_FIRST));

        assertThat(tuning.lexicalWeight()).isGreaterThan(0.5);
        assertThat(tuning.tuned()).isEqualTo(1);
        assertThat(tuning.usual()).isLessThan(1);
        assertThat(tuning.verdict()).contains("worth setting");
    }

    @Test
    void equalWeightsStayWhereNothingIsGained() {
        Tuning tuning = Tuning.of(questions(60, RIGHT_FIRST, RIGHT_FIRST));

        assertThat(tuning.lexicalWeight()).isCloseTo(0.5, within(1e-9));
        assertThat(tuning.verdict()).contains("leave the weights as they are");
    }

    @Test
    void onlyTheOtherHalfIsReported() {
        assertThat(Tuning.of(questions(61, RIGHT_FIRST, WRONG_FIRST)).developmentQuestions())
                .isEqualTo(30);
    }

    @Test
    void tooFewQuestionsAreRefused() {
        assertThatThrownBy(() -> Tuning.of(questions(5, RIGHT_FIRST, WRONG_FIRST)))
                .hasMessageContaining("at least 20 questions");
    }

    private static List<ArmAnswers> questions(int count, List<FoundPassage> lexical, List<FoundPassage> semantic) {
        return IntStream.range(0, count)
                .mapToObj(i -> new ArmAnswers(
                        new BeirQuery("q" + i, "words", new Judgements(Map.of("right", 1))), lexical, semantic))
                .toList();
    }

    private static List<FoundPassage> ranking(String first, String second, String third) {
        return List.of(
                new FoundPassage(first + "-0", first, 3),
                new FoundPassage(second + "-0", second, 1.6),
                new FoundPassage(third + "-0", third, 1));
    }
}
