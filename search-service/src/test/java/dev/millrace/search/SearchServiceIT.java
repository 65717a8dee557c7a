package dev.millrace.search;

import static dev.millrace.search.SearchClient.encoded;
import static dev.millrace.search.SearchClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.http.HttpResponse;
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
        JsonNode answer = client.search("q=how+does+caffeine+keep+people+awake");

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
    @CsvSource(
            delimiter = '|',
            value = {
                "/search                               | 400 | give some words as q",
                "/search?q=%20                         | 400 | give some words as q",
                "/search?q=a&mode=fuzzy                | 400 | hybrid",
                "/search?q=a&size=0                    | 400 | from 1 to 100",
                "/search?q=a&size=10000                | 400 | from 1 to 100",
                "/search?q=a&filter=embedding:1        | 400 | media_type",
                "/search?query=a                       | 400 | q, mode, size",
                "/nothing                              | 404 | /search",
            })
    void whatIsWrongIsAnsweredWithASentence(String path, int status, String said) throws Exception {
        HttpResponse<String> response = client.get(path);

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().firstValue("content-type")).hasValue("application/json");
        assertThat(json(response).get("error").asText()).contains(said);
    }

    @Test
    void bodiesThatCannotBeUnderstoodAreRefused() throws Exception {
        assertThat(client.post("{").statusCode()).isEqualTo(400);
        assertThat(client.post("").statusCode()).isEqualTo(400);
        assertThat(client.post("{\"q\": \"" + "x".repeat(9000) + "\"}").statusCode())
                .isEqualTo(400);
        assertThat(client.post("{\"q\": \"" + "x".repeat(70_000) + "\"}").statusCode())
                .isEqualTo(413);
        assertThat(client.delete("/search").statusCode()).isEqualTo(405);
    }

    @Test
    void questionsOfAnyScriptAndLengthAreAnswered() throws Exception {
        for (String question : List.of("蜂 冬", "queen AND (OR \"*~/\\ :[", "' OR 1=1 --", "\u0000", "😀", "the a of")) {
            assertThat(client.get("/search?q=x" + encoded(question)).statusCode())
                    .isEqualTo(200);
        }
        assertThat(client.post("{\"q\": \"" + "蜂蜜 and words ".repeat(400) + "\"}")
                        .statusCode())
                .isEqualTo(200);
    }
}
