package dev.millrace.evaluation.tune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.millrace.evaluation.beir.BeirQuery;
import dev.millrace.evaluation.metric.Judgements;
import dev.millrace.evaluation.run.Evaluator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.DoublePredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TuningTest {

    private final Set<String> asked = new HashSet<>();

    @Test
    void theWeightThatAnswersBestIsFound() throws InterruptedException {
        Tuning tuning = tuning(60, weight -> weight >= 0.7);

        assertThat(tuning.lexicalWeight()).isCloseTo(0.7, within(1e-9));
        assertThat(tuning.tuned()).isEqualTo(1);
        assertThat(tuning.usual()).isLessThan(1);
        assertThat(tuning.verdict()).contains("worth setting");
    }

    @Test
    void equalWeightsStayWhereNothingIsGained() throws InterruptedException {
        Tuning tuning = tuning(60, weight -> true);

        assertThat(tuning.lexicalWeight()).isCloseTo(0.5, within(1e-9));
        assertThat(tuning.verdict()).contains("leave the weights as they are");
    }

    @Test
    void onlyTheOtherHalfIsReported() throws InterruptedException {
        Tuning tuning = tuning(61, weight -> weight == 0.3);

        assertThat(tuning.developmentQuestions()).isEqualTo(30);
        assertThat(asked).filteredOn(one -> one.endsWith(" 0.9")).hasSize(30);
        assertThat(asked).filteredOn(one -> one.endsWith(" 0.3")).hasSize(61);
    }

    @Test
    void tooFewQuestionsAreRefused() {
        assertThatThrownBy(() -> tuning(5, weight -> true)).hasMessageContaining("at least 20 questions");
    }

    /** Of a search that has the right answer first with some weights only. */
    private Tuning tuning(int questions, DoublePredicate right) throws InterruptedException {
        List<BeirQuery> queries = IntStream.range(0, questions)
                .mapToObj(i -> new BeirQuery("q" + i, "question " + i, new Judgements(Map.of("right", 1))))
                .toList();
        return Tuning.of(queries, weight -> asking(weight, right.test(weight)));
    }

    private Evaluator asking(double weight, boolean right) {
        return new Evaluator(
                (question, mode, size) -> {
                    asked.add(question + " " + weight);
                    return right ? Map.of("right", 1.0, "wrong", 0.5) : Map.of("wrong", 1.0, "right", 0.5);
                },
                List.of(),
                line -> {});
    }
}
