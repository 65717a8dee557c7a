package dev.millrace.evaluation.bakeoff;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.millrace.evaluation.metric.Scores;
import dev.millrace.evaluation.run.Evaluation;
import dev.millrace.evaluation.run.ModeResult;
import dev.millrace.evaluation.run.SearchMode;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BakeOffReportTest {

    @Test
    void theStrategyThatFindsMostIsNamed() {
        BakeOffReport report = new BakeOffReport(List.of(result("fixed", 0.4), result("structural", 0.6)), List.of());

        assertThat(report.verdict())
                .startsWith("structural chunking finds most: nDCG@10 of hybrid search 0.600 against 0.400");
    }

    @Test
    void strategiesThatFindTheSameAreChosenByCost() {
        BakeOffReport report = new BakeOffReport(List.of(result("fixed", 0.5), result("structural", 0.5)), List.of());

        assertThat(report.verdict()).startsWith("No clear winner").endsWith("choose by cost.");
    }

    @Test
    void qualityAndCostAreThereForPeopleAndForPrograms() throws Exception {
        BakeOffReport report = new BakeOffReport(List.of(result("fixed", 0.5)), List.of("100 files."));

        assertThat(new JsonMapper()
                        .readTree(report.json())
                        .at("/chunkers/fixed/passages")
                        .asInt())
                .isEqualTo(120);
        assertThat(report.text()).contains("fixed").contains("120").contains("33 s");
        assertThat(report.html()).contains("<svg").contains("100 files.").doesNotContain("<script");
    }

    private static StrategyResult result(String strategy, double ndcg) {
        Evaluation evaluation = new Evaluation(
                List.of(),
                Stream.of(SearchMode.LEXICAL, SearchMode.SEMANTIC, SearchMode.HYBRID)
                        .map(mode -> new ModeResult(
                                mode, Collections.nCopies(20, new Scores(ndcg, 1, ndcg, 1)), Duration.ofMillis(9)))
                        .toList());
        return new StrategyResult(strategy, 120, Duration.ofSeconds(33), 3 << 20, evaluation, evaluation);
    }
}
