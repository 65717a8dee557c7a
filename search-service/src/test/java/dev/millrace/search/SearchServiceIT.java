package dev.millrace.search;

import static dev.millrace.search.SearchClient.encoded;
import static dev.millrace.search.SearchClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SearchServiceIT {

    private static final String ALIAS = "search-it";
    private static final String DEAD_LETTERS = "search-it.dead-letters";

    private static RunningSearch running;
    private static SearchClient client;

    @BeforeAll
    static void start() throws Exception {
        running = new RunningSearch(ALIAS, DEAD_LETTERS);
        client = running.serve();
    }

    @AfterAll
    static void stop() {
        running.close();
    }

    @Test
    void aWordIsFoundAndMarked() throws Exception {
        JsonNode answer = client.search("q=NOT_LEADER_OR_FOLLOWER&mode=lexical");

        JsonNode hit = answer.at("/hits/0");
        assertThat(answer.get("mode").asText()).isEqualTo("lexical");
        assertThat(answer.has("fallback")).isFalse();
        assertThat(hit.get("chunk_id").asText()).isEqualTo("kafka.html#Error codes");
        assertThat(hit.get("highlight").toString()).contains("<em>");
        assertThat(hit.at("/arms/lexical/rank").asInt()).isEqualTo(1);
        assertThat(hit.at("/arms").has("semantic")).isFalse();
        assertThat(hit.get("page").isNull()).isTrue();
    }

    @Test
    void aParaphraseIsFoundByItsMeaning() throws Exception {
        JsonNode answer = client.search("q=why+do+insects+survive+when+it+freezes&mode=semantic&size=3");

        assertThat(answer.get("mode").asText()).isEqualTo("semantic");
        assertThat(answer.get("hits")).hasSize(3);
        JsonNode hit = answer.at("/hits/0");
        assertThat(hit.get("chunk_id").asText()).isEqualTo("bees.pdf#Winter");
        assertThat(hit.get("page").asInt()).isEqualTo(1);
        assertThat(hit.get("heading_path")).extracting(JsonNode::asText).containsExactly("Beekeeping", "Winter");
        assertThat(hit.at("/arms/semantic/rank").asInt()).isEqualTo(1);
    }

    @Test
    void hybridHoldsWhatEitherArmFinds() throws Exception {
        JsonNode answer = client.search("q=how+does+caffeine+keep+people+awake&fusion=rrf");

        JsonNode hit = answer.at("/hits/0");
        assertThat(answer.get("mode").asText()).isEqualTo("hybrid");
        assertThat(answer.get("hits")).hasSize(10);
        assertThat(hit.get("chunk_id").asText()).isEqualTo("sleep.txt#Coffee");
        assertThat(hit.get("score").asDouble()).isEqualTo(2.0 / 61);
        assertThat(hit.get("arms")).hasSize(2);
    }

    /** A passage that only its meaning brought up, yet that holds one of the words. */
    @Test
    void wordsAreMarkedInWhatWasFoundByMeaning() throws Exception {
        JsonNode answer = client.search("q=queen+in+winter&mode=semantic&size=1");

        assertThat(answer.at("/hits/0/highlight").toString()).contains("<em>queen</em>");
    }

    @Test
    void theNameOfTheFileIsFound() throws Exception {
        assertThat(client.search("q=roses+docx&mode=lexical")
                        .at("/hits/0/filename")
                        .asText())
                .isEqualTo("roses.docx");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "media_type:application/pdf        | 3",
                "media_type:\"application/pdf\"    | 3",
                "page:2                            | 1",
                "page:999999999                    | 0",
                "metadata.author:Ada Apis          | 3",
                "metadata.nothing:x                | 0",
                "modified_at:2026-11-22            | 20",
                "modified_at:2026-11-22T08:30:00Z  | 20",
                "modified_at:2026-11-21            | 0",
                "document_id:tides.md              | 3",
                "page>=2                           | 2",
                "page<2                            | 3",
                "modified_at>=2026-11-22           | 20",
                "modified_at>2026-11-22            | 0",
                "modified_at<=2026-11-22           | 20",
                "modified_at<2026-11-22            | 0",
                "source_uri:file:///inbox/b*       | 6",
                "filename:\"b*\"                  | 0",
                "metadata.author:Ada*              | 3",
                "metadata.author:Api*              | 0",
            })
    void aFilterNarrowsBothArms(String filter, int hits) throws Exception {
        String query = "q=queen+water&size=50&filter=" + encoded(filter);

        assertThat(client.search(query + "&mode=semantic").get("hits")).hasSize(hits);
        assertThat(client.search(query).get("hits")).hasSize(hits);
    }

    @Test
    void allFiltersHold() throws Exception {
        JsonNode answer = client.search("q=queen&mode=semantic&filter=media_type:application/pdf&filter=page:3");

        assertThat(answer.get("hits")).hasSize(1);
    }

    @Test
    void postAsksTheSameAsGet() throws Exception {
        HttpResponse<String> response =
                client.post("{\"q\": \"queen\", \"size\": 2, \"filters\": [\"media_type:application/pdf\"]}");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(json(response).get("hits"))
                .isEqualTo(client.search("q=queen&size=2&filter=media_type:application/pdf")
                        .get("hits"));
    }

    @Test
    void theSameQuestionGetsTheSameAnswer() throws Exception {
        assertThat(client.search("q=water").get("hits"))
                .isEqualTo(client.search("q=water").get("hits"));
    }

    @Test
    void neitherVectorsNorTombstonesAreShown() throws Exception {
        String body = client.get("/search?q=queen&size=100").body();

        assertThat(new JsonMapper().readTree(body).get("hits")).hasSize(20);
        assertThat(body).doesNotContain("embedding").doesNotContain("\"removed\"");
    }

    @Test
    void markupInADocumentIsEscapedInHighlights() throws Exception {
        String fragment = client.search("q=trust+markup&mode=lexical")
                .at("/hits/0/highlight/0")
                .asText();

        assertThat(fragment)
                .contains("<em>trust</em>")
                .contains("&lt;script&gt;")
                .doesNotContain("<script>");
        assertThat(fragment).contains("&lt;em&gt;");
    }

    @ParameterizedTest
    @CsvSource({
        "'', 0",
        "&principals=bob, 0",
        "&principals=alice, 2",
        "&principals=bob&principals=team:ops, 2",
    })
    void aRestrictedDocumentIsFoundByThoseItNames(String principals, int hits) throws Exception {
        for (String mode : List.of("lexical", "semantic", "hybrid")) {
            JsonNode found = client.search("q=salary&size=100&mode=" + mode + principals);

            assertThat(found.get("hits"))
                    .filteredOn(hit -> hit.get("filename").asText().equals("salaries.txt"))
                    .as(mode)
                    .hasSize(hits);
        }
    }

    @Test
    void neighboursSurroundAHit() throws Exception {
        JsonNode hit =
                client.search("q=swarming+hive&size=1&context=1&filter=page:2").at("/hits/0");

        assertThat(hit.get("ordinal").asInt()).isEqualTo(1);
        assertThat(hit.at("/context/before/0/chunk_id").asText()).isEqualTo("bees.pdf#Winter");
        assertThat(hit.at("/context/after/0/chunk_id").asText()).isEqualTo("bees.pdf#Tools");
        assertThat(hit.at("/context/after")).hasSize(1);
    }

    @Test
    void documentsAreHitsWithTheirBestPassages() throws Exception {
        JsonNode answer = client.search("q=bees+and+honey&group=document&size=100");

        assertThat(answer.get("hits")).hasSize(8);
        JsonNode best = answer.at("/hits/0");
        assertThat(best.get("document_id").asText()).isEqualTo("bees.pdf");
        assertThat(best.get("passages")).hasSize(3);
        assertThat(best.at("/passages/0/chunk_id")).isEqualTo(best.get("chunk_id"));
    }

    @Test
    void pagesHoldEachPassageOnce() throws Exception {
        List<String> whole = ids(client.search("q=water&size=20&mode=hybrid"));
        List<String> paged = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = client.search("q=water&size=3&mode=hybrid" + cursor);
            paged.addAll(ids(page));
            cursor = page.has("cursor") ? "&cursor=" + page.get("cursor").asText() : null;
        } while (cursor != null);

        assertThat(paged).isEqualTo(whole).hasSize(20);
    }

    @Test
    void fusionIsChosenByTheRequestAndExplained() throws Exception {
        JsonNode answer = client.search("q=moon+tides&fusion=min_max&explain=true&size=1");

        assertThat(answer.at("/explain/formula/fusion").asText()).isEqualTo("min_max");
        assertThat(answer.at("/explain/formula/lexical_weight").asDouble()).isEqualTo(0.5);
        assertThat(answer.at("/explain/steps_ms").fieldNames())
                .toIterable()
                .contains("embed_query", "search", "fuse", "fetch");
        JsonNode sum = answer.at("/hits/0/explain");
        assertThat(sum.get("sum").asDouble())
                .isEqualTo(sum.at("/lexical/share").asDouble()
                        + sum.at("/semantic/share").asDouble())
                .isEqualTo(answer.at("/hits/0/score").asDouble());
    }

    @Test
    void aWeightInTheRequestDecidesHowMuchWordsCount() throws Exception {
        JsonNode words = client.search("q=moon+tides&explain=true&lexical_weight=1");
        JsonNode meaning = client.search("q=moon+tides&explain=true&lexical_weight=0");

        assertThat(words.at("/explain/formula/lexical_weight").asDouble()).isEqualTo(1);
        assertThat(words.at("/hits/0/arms/lexical/rank").asInt()).isEqualTo(1);
        assertThat(words.at("/hits/0/score").asDouble()).isEqualTo(1);
        assertThat(meaning.at("/explain/formula/semantic_weight").asDouble()).isEqualTo(1);
        assertThat(meaning.at("/hits/0/arms/semantic/rank").asInt()).isEqualTo(1);
        assertThat(meaning.at("/hits/0/score").asDouble()).isEqualTo(1);
    }

    @Test
    void embeddingsAreThoseOfTheEncoder() throws Exception {
        JsonNode answer = json(client.send(
                "POST",
                "/v1/embeddings",
                "{\"input\": [\"honey\", \"a tide mill\"], \"model\": \"all-MiniLM-L6-v2\"}"));

        assertThat(answer.get("data")).hasSize(2);
        assertThat(answer.at("/data/1/embedding")).hasSize(384);
        assertThat(answer.at("/usage/total_tokens").asInt()).isEqualTo(3 + 5);
    }

    private static List<String> ids(JsonNode answer) {
        return answer.get("hits")
                .valueStream()
                .map(hit -> hit.get("chunk_id").asText())
                .toList();
    }

    @Test
    void questionsOfAnyScriptAndLengthAreAnswered() throws Exception {
        for (String question : List.of("蜂 冬", "queen AND (OR \"*~/\\ :[", "' OR 1=1 --", "😀", "the a of")) {
            assertThat(client.get("/search?q=x" + encoded(question)).statusCode())
                    .isEqualTo(200);
        }
        assertThat(client.post("{\"q\": \"" + "蜂蜜 and words ".repeat(400) + "\"}")
                        .statusCode())
                .isEqualTo(200);
    }
}
