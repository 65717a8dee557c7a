package dev.millrace.search;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.encoder.TinyCrossEncoder;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a cross-encoder of our own making, which counts the words that question and passage share. */
class RerankIT {

    private static final String QUESTION = "q=the+moon+and+the+sea&size=20";

    private static RunningSearch running;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() throws Exception {
        running = new RunningSearch("rerank-it", "rerank-it.dead-letters");
    }

    @AfterAll
    static void stop() {
        running.close();
    }

    @Test
    void theBestAreOrderedAnewWhereAModelIsConfigured() throws Exception {
        TinyCrossEncoder.write(folder);
        SearchClient client = running.serve(
                Map.of("millrace.search.rerank.model", folder.toString(), "millrace.search.rerank.top-n", "5"));

        JsonNode usual = client.search(QUESTION + "&explain=true");
        JsonNode asked = client.search(QUESTION + "&rerank=true");

        assertThat(usual.has("fallback")).isFalse();
        assertThat(usual.at("/explain/reranked").asInt()).isEqualTo(5);
        assertThat(usual.at("/explain/steps_ms").has("rerank")).isTrue();
        assertThat(rerankScores(usual)).hasSize(5).isSortedAccordingTo(Comparator.reverseOrder());
        assertThat(rerankScores(usual).getFirst())
                .isGreaterThan(rerankScores(usual).getLast());
        assertThat(ids(asked)).isEqualTo(ids(usual));
    }

    @Test
    void aRequestCanDoWithoutIt() throws Exception {
        TinyCrossEncoder.write(folder);
        SearchClient client = running.serve(Map.of("millrace.search.rerank.model", folder.toString()));
        JsonNode plain = client.search(QUESTION + "&rerank=false");

        assertThat(rerankScores(plain)).isEmpty();
        assertThat(ids(plain)).isEqualTo(ids(running.serve().search(QUESTION)));
        assertThat(ids(plain)).isNotEqualTo(ids(client.search(QUESTION)));
    }

    @Test
    void theOrderOfTheSearchStaysWhenTheModelFails() throws Exception {
        TinyCrossEncoder.writeFailing(folder);
        SearchClient client = running.serve(Map.of("millrace.search.rerank.model", folder.toString()));
        JsonNode answer = client.search(QUESTION);

        assertThat(answer.get("fallback").asText())
                .isEqualTo("The reranker failed on this question, so the hits are in the order of the search.");
        assertThat(answer.get("mode").asText()).isEqualTo("hybrid");
        assertThat(rerankScores(answer)).isEmpty();
        assertThat(ids(answer)).isEqualTo(ids(client.search(QUESTION + "&rerank=false")));
    }

    private static List<Double> rerankScores(JsonNode answer) {
        return answer.get("hits")
                .valueStream()
                .filter(hit -> hit.has("rerank_score"))
                .map(hit -> hit.get("rerank_score").asDouble())
                .toList();
    }

    private static List<String> ids(JsonNode answer) {
        return answer.get("hits")
                .valueStream()
                .map(hit -> hit.get("chunk_id").asText())
                .toList();
    }
}
