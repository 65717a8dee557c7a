package dev.millrace.search;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.millrace.encoder.Encoder;
import dev.millrace.encoder.EncoderException;
import dev.millrace.encoder.EncoderListener;
import dev.millrace.encoder.ModelId;
import dev.millrace.search.PassageIndex.Question;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class SearcherTest {

    private final FakeIndex index = new FakeIndex();
    private final MeterRegistry registry = new SimpleMeterRegistry();

    @Test
    void hybridFusesBothArms() throws Exception {
        index.holds(Arm.LEXICAL, candidate("a", 9), candidate("b", 8));
        index.holds(Arm.SEMANTIC, candidate("b", 0.9), candidate("c", 0.8));

        SearchAnswer answer = searcher(new FakeEncoder()).search(request(Mode.HYBRID, 2));

        assertThat(answer.mode()).isEqualTo(Mode.HYBRID);
        assertThat(answer.fallback()).isNull();
        assertThat(answer.hits()).extracting(SearchAnswer.FoundPassage::chunkId).containsExactly("b", "a");
        assertThat(answer.hits().getFirst().arms())
                .isEqualTo(new SearchAnswer.Arms(new SearchAnswer.Place(2, 8), new SearchAnswer.Place(1, 0.9)));
        assertThat(answer.hits().getLast().arms().semantic()).isNull();
        assertThat(index.asked.getFirst().depth()).isEqualTo(100);
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
        assertThat(index.asked.getFirst().depth()).isEqualTo(5);
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

        for (String stage : List.of("embed_query", "search", "fuse")) {
            assertThat(registry.get("millrace.stage")
                            .tag("stage", stage)
                            .timer()
                            .count())
                    .isEqualTo(1);
        }
    }

    @Test
    void theAnswerHasTheDocumentedShape() {
        SearchAnswer answer = new SearchAnswer(
                12,
                Mode.LEXICAL,
                "The encoder failed.",
                List.of(new SearchAnswer.FoundPassage(
                        "d",
                        "c",
                        1.5,
                        "f.pdf",
                        "file:///f.pdf",
                        "T",
                        "application/pdf",
                        3,
                        List.of("One", "Two"),
                        "text",
                        List.of("<em>text</em>"),
                        new SearchAnswer.Arms(new SearchAnswer.Place(1, 1.5), null))));

        assertThat(new String(Json.bytes(answer), UTF_8))
                .isEqualTo("{\"took_ms\":12,\"mode\":\"lexical\",\"fallback\":\"The encoder failed.\",\"hits\":["
                        + "{\"document_id\":\"d\",\"chunk_id\":\"c\",\"score\":1.5,\"filename\":\"f.pdf\","
                        + "\"source_uri\":\"file:///f.pdf\",\"title\":\"T\",\"media_type\":\"application/pdf\","
                        + "\"page\":3,\"heading_path\":[\"One\",\"Two\"],\"text\":\"text\","
                        + "\"highlight\":[\"<em>text</em>\"],\"arms\":{\"lexical\":{\"rank\":1,\"score\":1.5}}}]}");
    }

    private Searcher searcher(Encoder encoder) {
        return searcher(EncoderSource.shared(CompletableFuture.completedFuture(encoder)));
    }

    private Searcher searcher(EncoderSource source) {
        SearchMetrics metrics = new SearchMetrics(registry);
        QueryEncoder encoder = new QueryEncoder(source, Duration.ofMillis(10), metrics.embedQuery());
        return new Searcher(encoder, index, new Fusion.Rrf(60), 100, metrics);
    }

    private static SearchRequest request(Mode mode, int size) {
        return new SearchRequest("words", mode, size, List.of());
    }

    private static Candidate candidate(String id, double score) {
        return new Candidate(new Passage("doc", id, null, null, null, null, null, null, "text"), score, List.of());
    }

    private static final class FakeIndex implements PassageIndex {
        private final Map<Arm, List<Candidate>> held = new EnumMap<>(Arm.class);
        private final List<Question> asked = new ArrayList<>();
        private boolean away;

        void holds(Arm arm, Candidate... candidates) {
            held.put(arm, List.of(candidates));
        }

        @Override
        public Map<Arm, List<Candidate>> find(Question question) throws IndexUnavailableException {
            asked.add(question);
            if (away) {
                throw new IndexUnavailableException("away");
            }
            return held;
        }
    }

    private static class FakeEncoder implements Encoder {
        private volatile boolean closed;

        @Override
        public List<float[]> embed(List<String> texts, EncoderListener listener) {
            return texts.stream().map(text -> new float[] {1, 0}).toList();
        }

        @Override
        public ModelId modelId() {
            return new ModelId("fake");
        }

        @Override
        public int dimension() {
            return 2;
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    private static final class BrokenEncoder extends FakeEncoder {
        @Override
        public List<float[]> embed(List<String> texts, EncoderListener listener) {
            throw new EncoderException("not a number", 0);
        }
    }
}
