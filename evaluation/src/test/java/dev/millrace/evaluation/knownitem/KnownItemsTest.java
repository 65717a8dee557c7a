package dev.millrace.evaluation.knownitem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.evaluation.beir.BeirQuery;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KnownItemsTest {

    private static final String TIDES =
            "Some words before. The tide table lists high and low water for every day." + " A tail that may be cut";

    @Test
    void aWholeSentenceOfThePassageIsAskedAndItsDocumentIsTheAnswer() {
        KnownItems items = KnownItems.of(List.of(new IndexedPassage("tides", TIDES)), 10);

        assertThat(items.verbatim()).singleElement().satisfies(question -> {
            assertThat(question.text()).isEqualTo("The tide table lists high and low water for every day.");
            assertThat(question.judgements().relevance()).isEqualTo(Map.of("tides", 1));
        });
    }

    @Test
    void aCopyOfTheDocumentIsAsGoodAnAnswer() {
        KnownItems items =
                KnownItems.of(List.of(new IndexedPassage("tides", TIDES), new IndexedPassage("copy", TIDES)), 10);

        assertThat(items.verbatim())
                .singleElement()
                .satisfies(question ->
                        assertThat(question.judgements().relevance()).containsOnlyKeys("tides", "copy"));
    }

    @Test
    void aDocumentWhoseCoverHasNoSentenceIsAskedForByAnotherOfItsPassages() {
        KnownItems items = KnownItems.of(
                List.of(
                        new IndexedPassage("tides", "Tide tables"),
                        new IndexedPassage("tides", TIDES),
                        new IndexedPassage("figures", "1 2 3 4 5 6 7 8")),
                10);

        assertThat(items.verbatim())
                .extracting(BeirQuery::text)
                .containsExactly("The tide table lists high and low water for every day.");
        assertThat(items.documents()).isEqualTo(2);
    }

    @Test
    void aDocumentIsAskedForOnce() {
        KnownItems items = KnownItems.of(
                List.of(
                        new IndexedPassage("tides", TIDES),
                        new IndexedPassage("tides", "Before. The moon pulls the water of the sea up. After")),
                10);

        assertThat(items.size()).isEqualTo(1);
    }

    @Test
    void aCopyThatIsCutElsewhereIsAsGoodAnAnswer() {
        KnownItems items = KnownItems.of(
                List.of(
                        new IndexedPassage("tides", TIDES),
                        new IndexedPassage("copy", "The tide table lists high and low water for every day.")),
                10);

        assertThat(items.verbatim())
                .allSatisfy(question ->
                        assertThat(question.judgements().relevance()).containsOnlyKeys("tides", "copy"));
    }

    @Test
    void aParaphraseHasThreeFifthsOfTheWordsInAnotherOrder() {
        KnownItems items = KnownItems.of(List.of(new IndexedPassage("tides", TIDES)), 10);
        List<String> words = Arrays.asList(items.verbatim().getFirst().text().split(" ", -1));
        List<String> kept = Arrays.asList(items.paraphrased().getFirst().text().split(" ", -1));

        assertThat(words).containsAll(kept);
        assertThat(kept).hasSize(7);
        assertThat(String.join(" ", words)).doesNotContain(String.join(" ", kept));
    }

    @Test
    void theSameIndexGetsTheSameQuestions() {
        List<IndexedPassage> passages = IntStream.range(0, 50)
                .mapToObj(i -> new IndexedPassage("d" + i, "Harbour number " + i + " has room for very many boats."))
                .toList();

        List<BeirQuery> first = KnownItems.of(passages, 20).paraphrased();

        assertThat(first).hasSize(20).isEqualTo(KnownItems.of(passages, 20).paraphrased());
    }

    @Test
    void numbersScrapsAndEndlessLinesAreNotAsked() {
        List<IndexedPassage> passages = List.of(
                new IndexedPassage("numbers", "1 2 3 4 5 6 7 8 9 10 11 12 13"),
                new IndexedPassage("scrap", "Too short."),
                new IndexedPassage("endless", "word ".repeat(200)));

        assertThat(KnownItems.of(passages, 10).size()).isZero();
    }
}
