package dev.millrace.evaluation.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.evaluation.beir.BeirDocument;
import dev.millrace.evaluation.beir.BeirQuery;
import dev.millrace.evaluation.metric.Judgements;
import dev.millrace.evaluation.metric.Scores;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EvaluatorTest {

    private static final List<SearchMode> MODES = List.of(SearchMode.LEXICAL, SearchMode.HYBRID);

    private final List<String> progress = new ArrayList<>();

    @Test
    void everyQuestionIsMeasuredInEveryMode() throws InterruptedException {
        SearchApi api = (question, mode, size) ->
                mode == SearchMode.LEXICAL ? Map.of("wrong", 2.0, "right", 1.0) : Map.of("right", 1.0);
        BeirQuery query = new BeirQuery("q", "words", new Judgements(Map.of("right", 1)));

        Evaluation evaluation = new Evaluator(api, List.of(), progress::add).evaluate(List.of(query, query), MODES);

        assertThat(evaluation.of(SearchMode.LEXICAL).orElseThrow().mean().mrr10())
                .isEqualTo(0.5);
        assertThat(evaluation.of(SearchMode.HYBRID).orElseThrow().mean()).isEqualTo(new Scores(1, 1, 1, 1));
        assertThat(evaluation.of(SearchMode.HYBRID_RRF)).isEmpty();
        assertThat(progress).containsExactly("1 of 2 questions asked", "2 of 2 questions asked");
    }

    @Test
    void aDocumentIsNoAnswerToItsOwnText() throws InterruptedException {
        SearchApi api = (question, mode, size) -> Map.of("same", 2.0, "right", 1.0);
        BeirQuery query = new BeirQuery("same", "the text", new Judgements(Map.of("right", 1)));
        BeirDocument itself = new BeirDocument("same", "", "the text");

        Evaluation evaluation = new Evaluator(api, List.of(itself), progress::add).evaluate(List.of(query), MODES);

        assertThat(evaluation.of(SearchMode.HYBRID).orElseThrow().mean().mrr10())
                .isEqualTo(1);
    }

    @Test
    void aDocumentThatOnlySharesItsIdWithAQuestionCounts() throws InterruptedException {
        SearchApi api = (question, mode, size) -> Map.of("1", 2.0);
        BeirQuery query = new BeirQuery("1", "a question", new Judgements(Map.of("1", 1)));
        BeirDocument document = new BeirDocument("1", "", "another text");

        Evaluation evaluation = new Evaluator(api, List.of(document), progress::add).evaluate(List.of(query), MODES);

        assertThat(evaluation.of(SearchMode.HYBRID).orElseThrow().mean().mrr10())
                .isEqualTo(1);
    }
}
