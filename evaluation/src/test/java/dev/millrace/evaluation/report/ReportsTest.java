package dev.millrace.evaluation.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.millrace.evaluation.beir.BeirQuery;
import dev.millrace.evaluation.metric.Judgements;
import dev.millrace.evaluation.metric.Scores;
import dev.millrace.evaluation.run.Evaluation;
import dev.millrace.evaluation.run.ModeResult;
import dev.millrace.evaluation.run.SearchMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportsTest {

    private static final Optional<EarlierRun> NOTHING = Optional.empty();

    @Test
    void theWinnerIsNamedWithItsLeadAndWhetherThatIsReliable() {
        Evaluation evaluation = evaluation(steady(0.3), steady(0.25), steady(0.36));

        assertThat(String.join(" ", Verdict.of(evaluation)))
                .startsWith(
                        "Hybrid wins: 20.0 % better (nDCG@10 0.3600 against 0.3000) than keyword search alone."
                                + " It answers 20 questions better, 0 worse and 0 the same: hardly by chance, p = 0.0001 or less.");
    }

    @Test
    void keywordSearchIsToldToWinWhereItDoes() {
        assertThat(String.join(" ", Verdict.of(evaluation(steady(0.4), steady(0.2), steady(0.3)))))
                .startsWith("Keyword search alone wins:")
                .contains("vectors are not worth their cost");
    }

    @Test
    void theLeadOverKeywordSearchIsToldEvenWhereAnotherIsSecond() {
        assertThat(Verdict.of(evaluation(steady(0.2), steady(0.3), steady(0.4))))
                .anyMatch(sentence -> sentence.startsWith("Against keyword search alone it is 100.0 % better"));
    }

    @Test
    void findingNothingAtAllIsNotCalledAResult() {
        assertThat(Verdict.of(evaluation(steady(0), steady(0), steady(0))))
                .containsExactly(
                        "No question found a document that it should: see that the judgements name documents by"
                                + " the ids that they have here.");
    }

    @Test
    void aLeadThatMayBeChanceIsNotCalledAWin() {
        double[] second = steady(0.3);
        double[] first = steady(0.3);
        first[0] = 0.5;

        assertThat(Verdict.of(evaluation(second, steady(0.1), first)).getFirst())
                .startsWith("No clear winner: hybrid is 3.3 % better");
    }

    @Test
    void whetherTheFusionMattersIsToldByTheFirstAndTheLastOfThem() {
        assertThat(Verdict.of(fusions(steady(0.3), steady(0.36), steady(0.33))))
                .last()
                .isEqualTo(
                        "Which fusion is used matters here: min_max does better than rrf (min_max 0.3600,"
                                + " bounded_min_max 0.3300, rrf 0.3000; first and last: hardly by chance, p = 0.0001 or less).");
        assertThat(Verdict.of(fusions(steady(0.3), steady(0.3), steady(0.3))))
                .last()
                .asString()
                .startsWith("Which fusion is used makes no reliable difference here (");
    }

    @Test
    void figuresForProgramsHaveTheirAgreedShape() throws Exception {
        String json = JsonReport.of(evaluation(new double[] {0.25}, new double[] {0.5}, new double[] {0.75}), NOTHING);

        assertThat(new JsonMapper().readTree(json)).isEqualTo(new JsonMapper().readTree("""
                {"modes": {
                  "lexical": {"ndcg@10": 0.25, "recall@100": 0.5, "mrr@10": 1.0},
                  "semantic": {"ndcg@10": 0.5, "recall@100": 0.5, "mrr@10": 1.0},
                  "hybrid": {"ndcg@10": 0.75, "recall@100": 0.5, "mrr@10": 1.0}},
                 "questions": {"q0": {"lexical": 0.25, "semantic": 0.5, "hybrid": 0.75}}}
                """));
    }

    @Test
    void anEarlierRunIsComparedQuestionByQuestion(@TempDir Path folder) throws Exception {
        Evaluation before = evaluation(steady(0.25), steady(0.5), steady(0.6));
        double[] hybrid = steady(0.75);
        hybrid[3] = 0.5;
        Evaluation now = evaluation(steady(0.25), steady(0.5), hybrid);
        Path file = Files.writeString(folder.resolve("before.json"), JsonReport.of(before, NOTHING));
        Optional<EarlierRun> earlier = Optional.of(EarlierRun.read(file, now.queries()));

        assertThat(TextReport.of(now, earlier))
                .contains("Against " + file)
                .containsPattern(
                        "Hybrid \\(as configured\\) +\\+0\\.1375, 19 won, 1 lost, 0 the same: hardly by chance")
                .containsPattern("Keyword \\(BM25\\) +\\+0\\.0000, 0 won, 0 lost, 20 the same: which may be chance");
        JsonNode figures =
                new JsonMapper().readTree(JsonReport.of(now, earlier)).at("/against/hybrid");
        assertThat(figures.get("difference").asDouble()).isCloseTo(0.1375, within(1e-9));
        assertThat(figures.get("wins").asInt()).isEqualTo(19);
        assertThat(figures.get("p").asDouble()).isLessThan(0.05);
    }

    @Test
    void runsOfOtherQuestionsAreNotCompared(@TempDir Path folder) throws Exception {
        Evaluation other = evaluation(new double[] {1}, new double[] {1}, new double[] {1});
        Path file = Files.writeString(folder.resolve("other.json"), JsonReport.of(other, NOTHING));
        List<BeirQuery> questions = evaluation(steady(1), steady(1), steady(1)).queries();

        assertThatThrownBy(() -> EarlierRun.read(file, questions))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(file + " tells of other questions (1, here there are 20): only runs of the same"
                        + " collection and split can be compared");
    }

    @Test
    void aFileWithoutQuestionsIsNoEarlierRun(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("speed.json"), "{\"ratios\": {}}");

        assertThatThrownBy(() -> EarlierRun.read(file, List.of()))
                .hasMessageContaining("name a file that evaluate --beir --json wrote");
        assertThatThrownBy(() -> EarlierRun.read(folder.resolve("none.json"), List.of()))
                .hasMessageContaining("can't be read");
    }

    @Test
    void theTableMarksWhatIsSignificant() {
        String text = TextReport.of(evaluation(steady(0.25), steady(0.25), steady(0.75)), NOTHING);

        assertThat(text).contains("+0.5000, 20 won, 0 lost *").contains("+0.0000, 0 won, 0 lost ");
    }

    @Test
    void thePageNeedsNothingButItself() {
        String page = page();

        assertThat(page).startsWith("<!doctype html>").contains("<svg").contains("Hybrid wins");
        assertThat(page).doesNotContain("<script").doesNotContain("http://").doesNotContain("https://");
    }

    @Test
    void thePageShowsTextAsTextWhateverIsInIt() {
        assertThat(page()).contains("question 0 &lt;b&gt; &amp; more").doesNotContain("<b> & more");
    }

    private static String page() {
        return HtmlReport.of("A & B", List.of("20 documents."), evaluation(steady(0.25), steady(0.3), steady(0.75)));
    }

    private static double[] steady(double ndcg) {
        return DoubleStream.generate(() -> ndcg).limit(20).toArray();
    }

    private static Evaluation evaluation(double[] lexical, double[] semantic, double[] hybrid) {
        List<BeirQuery> queries = IntStream.range(0, lexical.length)
                .mapToObj(i -> new BeirQuery("q" + i, "question " + i + " <b> & more", new Judgements(Map.of())))
                .toList();
        return new Evaluation(
                queries,
                List.of(
                        result(SearchMode.LEXICAL, lexical),
                        result(SearchMode.SEMANTIC, semantic),
                        result(SearchMode.HYBRID, hybrid)));
    }

    private static Evaluation fusions(double[] rrf, double[] minMax, double[] bounded) {
        Evaluation others = evaluation(steady(0.2), steady(0.2), bounded);
        List<ModeResult> results = new ArrayList<>(others.results());
        results.add(result(SearchMode.HYBRID_RRF, rrf));
        results.add(result(SearchMode.HYBRID_MIN_MAX, minMax));
        results.add(result(SearchMode.HYBRID_BOUNDED_MIN_MAX, bounded));
        return new Evaluation(others.queries(), results);
    }

    private static ModeResult result(SearchMode mode, double[] ndcg) {
        return new ModeResult(
                mode,
                DoubleStream.of(ndcg)
                        .mapToObj(value -> new Scores(value, 0.5, 1, 1))
                        .collect(Collectors.toList()),
                Duration.ofMillis(12));
    }
}
