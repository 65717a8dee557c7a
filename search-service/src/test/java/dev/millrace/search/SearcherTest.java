package dev.millrace.search;

import static dev.millrace.search.FakeIndex.candidate;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.millrace.encoder.Encoder;
import dev.millrace.encoder.EncoderException;
import dev.millrace.encoder.EncoderListener;
import dev.millrace.search.SearchRequest.Layout;
import dev.millrace.search.SearchRequest.Ranking;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SearcherTest {

    private static final int CANDIDATES = 4;

    private final FakeIndex index = new FakeIndex();
    private final MeterRegistry registry = new SimpleMeterRegistry();

    @Test
    void hybridFusesBothArms() throws Exception {
        index.holds(Arm.LEXICAL, candidate("a", 9), candidate("b", 8));
        index.holds(Arm.SEMANTIC, candidate("b", 0.9), candidate("c", 0.8));

        SearchAnswer answer = searcher(new FakeEncoder()).search(request(Mode.HYBRID, 2));

        assertThat(answer.mode()).isEqualTo(Mode.HYBRID);
        assertThat(answer.fallback()).isNull();
        assertThat(ids(answer)).containsExactly("b", "a");
        assertThat(answer.hits().getFirst().arms())
                .isEqualTo(new SearchAnswer.Arms(new SearchAnswer.Place(2, 8), new SearchAnswer.Place(1, 0.9)));
        assertThat(answer.hits().getLast().arms().semantic()).isNull();
        assertThat(index.asked)
                .singleElement()
                .extracting(PassageIndex.Question::depth)
                .isEqualTo(CANDIDATES);
    }

    @Test
    void lexicalNeedsNoEncoder() throws Exception {
        index.holds(Arm.LEXICAL, candidate("a", 9));

        SearchAnswer answer = searcher(new BrokenEncoder()).search(request(Mode.LEXICAL, 5));

        assertThat(answer.fallback()).isNull();
        assertThat(answer.hits())
                .singleElement()
                .extracting(SearchAnswer.FoundPassage::score)
                .isEqualTo(9.0);
    }

    @Test
    void whenTheEncoderFailsKeywordsAnswerAndItIsSaid() throws Exception {
        index.holds(Arm.LEXICAL, candidate("a", 9));

        for (Mode mode : List.of(Mode.HYBRID, Mode.SEMANTIC)) {
            SearchAnswer answer = searcher(new BrokenEncoder()).search(request(mode, 5));

            assertThat(answer.mode()).isEqualTo(Mode.LEXICAL);
            assertThat(answer.fallback())
                    .isEqualTo("The encoder failed on this question, so this was searched by keyword alone.");
            assertThat(answer.hits()).hasSize(1);
        }
    }

    @Test
    void whenTheEncoderCannotBeOpenedKeywordsAnswer() throws Exception {
        EncoderSource source =
                EncoderSource.shared(CompletableFuture.<Encoder>failedFuture(new IllegalStateException("no model")));

        SearchAnswer answer = searcher(source).search(request(Mode.HYBRID, 5));

        assertThat(answer.fallback()).startsWith("The encoder could not be started, so");
    }

    @Test
    void anEncoderThatIsStillOpeningIsNotWaitedForForever() throws Exception {
        SearchAnswer answer =
                searcher(EncoderSource.shared(new CompletableFuture<Encoder>())).search(request(Mode.HYBRID, 5));

        assertThat(answer.fallback()).startsWith("The encoder is still starting, so");
    }

    @Test
    void anOutageOfTheIndexIsNotAnEmptyAnswer() {
        index.away = true;

        assertThatThrownBy(() -> searcher(new FakeEncoder()).search(request(Mode.HYBRID, 5)))
                .isInstanceOf(IndexUnavailableException.class);
    }

    @Test
    void aSharedEncoderStaysOpenAndAnOwnOneIsClosed() {
        FakeEncoder shared = new FakeEncoder();
        EncoderSource.shared(CompletableFuture.completedFuture(shared)).close();
        assertThat(shared.closed).isFalse();

        FakeEncoder own = new FakeEncoder();
        CompletableFuture<Void> opened = new CompletableFuture<>();
        EncoderSource source = EncoderSource.opening(() -> {
            opened.join();
            return own;
        });
        source.close();
        opened.complete(null);
        await().until(() -> own.closed);
    }

    @Test
    void theStagesAreMeasured() throws Exception {
        searcher(new FakeEncoder()).search(request(Mode.HYBRID, 5));

        for (String stage : List.of("embed_query", "search", "fuse", "fetch")) {
            assertThat(registry.get("millrace.stage")
                            .tag("stage", stage)
                            .timer()
                            .count())
                    .isEqualTo(1);
        }
    }

    @Test
    void theSameQuestionIsEmbeddedOnce() throws Exception {
        FakeEncoder encoder = new FakeEncoder();
        Searcher searcher = searcher(encoder);

        searcher.search(request(Mode.HYBRID, 5));
        searcher.search(request(Mode.SEMANTIC, 5));

        assertThat(encoder.embedded).isEqualTo(1);
        assertThat(registry.get("millrace.query.vectors")
                        .tag("origin", "cached")
                        .counter()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void onlyWhatIsShownIsFetched() throws Exception {
        index.holds(Arm.LEXICAL, candidate("a", 9), candidate("b", 8), candidate("c", 7));

        searcher(new FakeEncoder()).search(request(Mode.LEXICAL, 2));

        assertThat(index.fetched).containsExactly(List.of("a", "b"));
    }

    @Test
    void aPassageThatVanishesMeanwhileIsLeftOut() throws Exception {
        index.holds(Arm.LEXICAL, candidate("a", 9), candidate("b", 8));
        index.remove("a");

        assertThat(ids(searcher(new FakeEncoder()).search(request(Mode.LEXICAL, 2))))
                .containsExactly("b");
    }

    @Test
    void pagesShowEverythingOnceAlsoBeyondTheCandidates() throws Exception {
        index.holds(Arm.LEXICAL, ten("x"));
        index.holds(Arm.SEMANTIC, ten("y"));

        assertThat(paged(Mode.HYBRID, new Layout(3, false, 0, false)))
                .hasSize(20)
                .doesNotHaveDuplicates()
                .startsWith("x0", "y0", "x1");
    }

    @Test
    void aPageShowsNothingAgainWhenTheIndexChangesMeanwhile() throws Exception {
        index.holds(Arm.LEXICAL, candidate("a", 9), candidate("b", 8), candidate("c", 7));
        Searcher searcher = searcher(new FakeEncoder());
        Layout layout = new Layout(2, false, 0, false);
        SearchAnswer first = searcher.search(request(Mode.LEXICAL, layout, Seen.nothing("words")));

        index.holds(Arm.LEXICAL, candidate("new", 10), candidate("a", 9), candidate("b", 8), candidate("c", 7));
        SearchAnswer second = searcher.search(request(Mode.LEXICAL, layout, Seen.read(first.cursor(), "words")));

        assertThat(ids(first)).containsExactly("a", "b");
        assertThat(ids(second)).containsExactly("new", "c");
    }

    @Test
    void aDocumentIsOneHitWithItsBestPassages() throws Exception {
        index.holds(
                Arm.LEXICAL,
                candidate("a1", "a", 9),
                candidate("a2", "a", 8),
                candidate("b1", "b", 7),
                candidate("a3", "a", 6),
                candidate("a4", "a", 5),
                candidate("c1", "c", 4));

        SearchAnswer answer = searcher(new FakeEncoder())
                .search(request(Mode.LEXICAL, new Layout(3, true, 0, false), Seen.nothing("words")));

        assertThat(ids(answer)).containsExactly("a1", "b1", "c1");
        assertThat(answer.hits().getFirst().passages())
                .extracting(passage -> passage.passage().chunkId())
                .containsExactly("a1", "a2", "a3");
        assertThat(index.asked).extracting(PassageIndex.Question::depth).containsExactly(4, 8);
        assertThat(paged(Mode.LEXICAL, new Layout(1, true, 0, false))).containsExactly("a1", "b1", "c1");
    }

    @Test
    void neighboursStandBeforeAndAfterAHit() throws Exception {
        for (String id : List.of("p0", "p1", "p2", "p3", "p4")) {
            index.add(id, "doc");
        }
        index.add("other", "another");
        index.holds(Arm.LEXICAL, candidate("p2", 9));

        SearchAnswer.Context context = searcher(new FakeEncoder())
                .search(request(Mode.LEXICAL, new Layout(1, false, 1, false), Seen.nothing("words")))
                .hits()
                .getFirst()
                .context();

        assertThat(context.before()).extracting(Neighbour::chunkId).containsExactly("p1");
        assertThat(context.after()).extracting(Neighbour::chunkId).containsExactly("p3");
    }

    @Test
    void theRerankerOrdersTheBestAnew() throws Exception {
        index.holds(Arm.LEXICAL, candidate("a", 9), candidate("b", 8), candidate("c", 7));
        Reranker lastFirst = (query, passages) -> new float[] {1, 2};

        SearchAnswer answer = searcher(encoder(), lastFirst).search(request(Mode.LEXICAL, 3));

        assertThat(ids(answer)).containsExactly("b", "a", "c");
        assertThat(answer.hits())
                .extracting(SearchAnswer.FoundPassage::rerankScore)
                .containsExactly(2.0, 1.0, null);
    }

    @Test
    void whenTheRerankerFailsTheOrderStaysAndItIsSaid() throws Exception {
        index.holds(Arm.LEXICAL, candidate("a", 9), candidate("b", 8));
        Reranker broken = (query, passages) -> {
            throw new EncoderException("not a number", 0);
        };

        SearchAnswer answer = searcher(encoder(), broken).search(request(Mode.LEXICAL, 3));

        assertThat(ids(answer)).containsExactly("a", "b");
        assertThat(answer.fallback()).startsWith("The reranker failed");
    }

    @Test
    void anIndexThatFusesRanksAlike() throws Exception {
        index.holds(Arm.LEXICAL, candidate("a", 9), candidate("b", 8));
        index.holds(Arm.SEMANTIC, candidate("b", 0.9), candidate("c", 0.8));
        List<String> here = ids(searcher(encoder(), null).search(request(Mode.HYBRID, 3)));

        index.fuses = true;
        SearchAnswer there = searcher(encoder(), null).search(request(Mode.HYBRID, 3));

        assertThat(ids(there)).isEqualTo(here);
        assertThat(there.hits().getFirst().arms()).isEqualTo(new SearchAnswer.Arms(null, null));
    }

    @Test
    void explainSaysWhatEachArmAdded() throws Exception {
        index.holds(Arm.LEXICAL, candidate("a", 9));
        index.holds(Arm.SEMANTIC, candidate("b", 0.9), candidate("a", 0.8));
        index.fuses = true;

        SearchAnswer answer = searcher(encoder(), null)
                .search(request(Mode.HYBRID, new Layout(2, false, 0, true), Seen.nothing("words")));

        assertThat(answer.hits().getFirst().explain())
                .isEqualTo(new SearchAnswer.Sum(
                        new Standing(1, 9, 1.0 / 61), new Standing(2, 0.8, 1.0 / 62), 1.0 / 61 + 1.0 / 62, null));
        assertThat(answer.explain().formula()).isEqualTo(new SearchAnswer.Formula(FusionName.RRF, 60, null, null));
        assertThat(answer.explain().candidates()).isEqualTo(Map.of("lexical", 1, "semantic", 2));
        assertThat(answer.explain().stepsMs()).containsOnlyKeys("embed_query", "search", "fuse", "fetch");
    }

    @Test
    void theAnswerHasTheDocumentedShape() {
        Passage passage = new Passage(
                "d",
                "c",
                "f.pdf",
                "file:///f.pdf",
                "T",
                "application/pdf",
                3,
                7,
                10,
                14,
                List.of("One", "Two"),
                "text");
        SearchAnswer answer = new SearchAnswer(
                12,
                Mode.LEXICAL,
                "The encoder failed.",
                List.of(new SearchAnswer.FoundPassage(
                        passage,
                        1.5,
                        null,
                        List.of("<em>text</em>"),
                        new SearchAnswer.Arms(new SearchAnswer.Place(1, 1.5), null),
                        null,
                        new SearchAnswer.Context(List.of(), List.of(new Neighbour("d", "n", 9, 8, 3, 15, 19, "next"))),
                        null)),
                "next",
                null);

        assertThat(new String(Json.bytes(answer), UTF_8))
                .isEqualTo("{\"took_ms\":12,\"mode\":\"lexical\",\"fallback\":\"The encoder failed.\",\"hits\":["
                        + "{\"document_id\":\"d\",\"chunk_id\":\"c\",\"filename\":\"f.pdf\","
                        + "\"source_uri\":\"file:///f.pdf\",\"title\":\"T\",\"media_type\":\"application/pdf\","
                        + "\"page\":3,\"ordinal\":7,\"char_start\":10,\"char_end\":14,"
                        + "\"heading_path\":[\"One\",\"Two\"],\"text\":\"text\",\"score\":1.5,"
                        + "\"highlight\":[\"<em>text</em>\"],\"arms\":{\"lexical\":{\"rank\":1,\"score\":1.5}},"
                        + "\"context\":{\"before\":[],\"after\":[{\"chunk_id\":\"n\",\"ordinal\":8,\"page\":3,"
                        + "\"char_start\":15,\"char_end\":19,\"text\":\"next\"}]}}],\"cursor\":\"next\"}");
    }

    private static EncoderSource encoder() {
        return EncoderSource.shared(CompletableFuture.completedFuture(new FakeEncoder()));
    }

    private static Candidate[] ten(String prefix) {
        return IntStream.range(0, 10)
                .mapToObj(i -> candidate(prefix + i, prefix + i, 10 - i))
                .toArray(Candidate[]::new);
    }

    /** All hits of all pages. */
    private List<String> paged(Mode mode, Layout layout) throws Exception {
        Searcher searcher = searcher(new FakeEncoder());
        List<String> shown = new ArrayList<>();
        Seen seen = Seen.nothing("words");
        for (int page = 0; page < 30; page++) {
            SearchAnswer answer = searcher.search(request(mode, layout, seen));
            shown.addAll(ids(answer));
            if (answer.cursor() == null) {
                return shown;
            }
            seen = Seen.read(answer.cursor(), "words");
        }
        throw new AssertionError("the pages have no end");
    }

    private Searcher searcher(Encoder encoder) {
        return searcher(EncoderSource.shared(CompletableFuture.completedFuture(encoder)));
    }

    private Searcher searcher(EncoderSource source) {
        return searcher(source, null);
    }

    private Searcher searcher(EncoderSource source, Reranker reranker) {
        SearchMetrics metrics = new SearchMetrics(registry);
        QueryEncoder encoder = new QueryEncoder(source, Duration.ofMillis(10), new QueryVectors(10), metrics);
        RerankStage reranking = reranker == null ? null : new RerankStage(reranker, index, 2);
        return new Searcher(encoder, index, new CandidateSearch(index, CANDIDATES), reranking, metrics);
    }

    private static SearchRequest request(Mode mode, int size) {
        return request(mode, new Layout(size, false, 0, false), Seen.nothing("words"));
    }

    private static SearchRequest request(Mode mode, Layout layout, Seen seen) {
        Ranking ranking = new Ranking(mode, new Fusion.Rrf(60), true);
        return new SearchRequest("words", ranking, new Scope(List.of(), List.of()), layout, seen);
    }

    private static List<String> ids(SearchAnswer answer) {
        return answer.hits().stream().map(hit -> hit.passage().chunkId()).toList();
    }

    private static final class BrokenEncoder extends FakeEncoder {
        @Override
        public List<float[]> embed(List<String> texts, EncoderListener listener) {
            throw new EncoderException("not a number", 0);
        }
    }
}
