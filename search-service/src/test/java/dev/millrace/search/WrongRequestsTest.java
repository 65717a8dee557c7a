package dev.millrace.search;

import static dev.millrace.search.SearchClient.encoded;
import static dev.millrace.search.SearchClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.core.service.Closer;
import dev.millrace.core.service.HttpConfig;
import dev.millrace.core.service.HttpEndpoint;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is wrong with a request, the answer is a status of 4xx and a sentence. */
class WrongRequestsTest {

    private static final int MEGABYTE = 1 << 20;

    private static final Closer CLOSER = new Closer();
    private static SearchClient client;

    @BeforeAll
    static void start() {
        SearchConfig config = TestSettings.defaults();
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        SearchMetrics metrics = new SearchMetrics(registry);
        EncoderSource encoder = EncoderSource.shared(CompletableFuture.completedFuture(new FakeEncoder()));
        FakeIndex index = new FakeIndex();
        Searcher searcher = new Searcher(
                new QueryEncoder(encoder, Duration.ZERO, new QueryVectors(0), metrics),
                index,
                new CandidateSearch(index, 10),
                null,
                metrics);
        SearchRoutes search = new SearchRoutes(
                searcher,
                new RequestParser(config),
                new StatusReader(List.of(), null, null, null),
                config.limits().maxBodyBytes(),
                metrics);
        EmbeddingsRoutes embeddings = new EmbeddingsRoutes(encoder, Duration.ZERO, config.embeddings(), metrics);
        SearchService service =
                new SearchService(null, List.of(), List.of(search::route, embeddings::route), new Closer());
        HttpEndpoint http =
                CLOSER.register(new HttpEndpoint(new HttpConfig("127.0.0.1", 0), List.of(service), registry));
        client = new SearchClient("http://127.0.0.1:" + http.port());
    }

    @AfterAll
    static void stop() {
        CLOSER.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/search                               | 400 | give some words as q",
                "/search?q=%20                         | 400 | give some words as q",
                "/search?q=a&mode=fuzzy                | 400 | hybrid, lexical, semantic",
                "/search?q=a&fusion=sum                | 400 | rrf, min_max, bounded_min_max",
                "/search?q=a&lexical_weight=2          | 400 | from 0 to 1",
                "/search?q=a&fusion=rrf&lexical_weight=1 | 400 | has no weights",
                "/search?q=a&size=-1                   | 400 | from 1 to 100",
                "/search?q=a&size=0                    | 400 | from 1 to 100",
                "/search?q=a&size=10000                | 400 | from 1 to 100",
                "/search?q=a&filter=embedding:1        | 400 | media_type",
                "/search?q=a&filter=page%3E%3Dtwo      | 400 | a whole number",
                "/search?q=a&cursor=abc                | 400 | cursor can't be read",
                "/search?q=a&q=b                       | 400 | only once",
                "/search?query=a                       | 400 | no parameter \"query\"",
                "/search?q=a&group=page                | 400 | group=document",
                "/search?q=a&context=-1                | 400 | from 0 to 5",
                "/search?q=a&size=99999999999          | 400 | from 1 to 100",
                "/search?q=a&rerank=true               | 400 | millrace.search.rerank.model",
                "/nothing                              | 404 | /search",
            })
    void asAnAddress(String path, int status, String said) throws Exception {
        refused(client.get(path), status, said);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{                                  | 400 | not JSON",
                "``                                 | 400 | JSON object",
                "[]                                 | 400 | JSON object",
                "{\"q\": \"a\", \"size\": \"ten\"}  | 400 | whole number",
                "{\"q\": \"a\", \"colour\": 1}      | 400 | no parameter \"colour\"",
                "{\"q\": \"a\", \"filters\": [{}]}  | 400 | list of strings",
            })
    void asABody(String body, int status, String said) throws Exception {
        refused(client.post(body), status, said);
    }

    @Test
    void asTooMuch() throws Exception {
        refused(client.get("/search?q=" + "x".repeat(MEGABYTE)), 414, "too long");
        refused(client.get("/search?q=" + "x".repeat(9_000)), 400, "too long");
        refused(client.post("{\"q\": \"" + "x".repeat(MEGABYTE) + "\"}"), 413, "too large");
        refused(client.post("{\"q\": \"" + "x".repeat(9_000) + "\"}"), 400, "too long");
        refused(client.get("/search?q=a" + "&filter=page:1".repeat(51)), 400, "At most 50 filters");
        refused(client.get("/search?q=a" + "&principals=a".repeat(1001)), 400, "At most 1000 principals");
    }

    @Test
    void asSomethingElse() throws Exception {
        refused(client.send("DELETE", "/search", ""), 405, "GET /search");
        refused(
                client.send("POST", "/search", "q=a", "Content-Type", "application/x-www-form-urlencoded"),
                415,
                "application/json");
        assertThat(client.raw("GET /search?q=a b HTTP/1.1"))
                .startsWith("HTTP/1.1 400 ")
                .contains("{\"error\":\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%zz", "100%", "a%2", "%+1"})
    void asAnEscapeThatIsNone(String q) throws Exception {
        assertThat(client.raw("GET /search?q=" + q + " HTTP/1.1"))
                .startsWith("HTTP/1.1 400 ")
                .contains("{\"error\":\"", "write %25");
    }

    @Test
    void asLettersThatAreNotEncoded() throws Exception {
        assertThat(client.raw("GET /search?q=\u00dcbung HTTP/1.1"))
                .startsWith("HTTP/1.1 400 ")
                .contains("{\"error\":\"", "--data-urlencode");
    }

    @Test
    void asWhatIsNoText() throws Exception {
        refused(client.get("/search?q=a%ffb"), 400, "send it as UTF-8");
        refused(client.get("/search?q=caf%e9"), 400, "send it as UTF-8");
        refused(client.get("/search?q=%ed%a0%80"), 400, "send it as UTF-8");
        refused(client.get("/search?q=a&principals=b&principals=%c3"), 400, "send it as UTF-8");
        refused(client.get("/search?%ff=a"), 400, "send it as UTF-8");
        refused(client.get("/search?q=a" + encoded("\u0000") + "b"), 400, "The q holds a NUL: leave it out");
        refused(client.post("{\"q\": \"a\\u0000b\"}"), 400, "The q holds a NUL: leave it out");
        refused(client.post("{\"q\": \"a\", \"filters\": [\"filename:\\u0000\"]}"), 400, "holds a NUL");
        refused(client.post("{\"q\": \"a\\ud800b\"}"), 400, "half a character");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}                                                | 400 | string or a list of strings",
                "{\"input\": []}                                   | 400 | string or a list of strings",
                "{\"input\": [[1, 2]]}                             | 400 | string or a list of strings",
                "{\"input\": \"\"}                                 | 400 | empty string",
                "{\"input\": {\"text\": \"a\"}}                  | 400 | string or a list of strings",
                "{\"input\": [\"a\", 1]}                           | 400 | string or a list of strings",
                "{\"input\": \"a\\ud800b\"}                        | 400 | half a character",
                "{\"input\": null}                                 | 400 | string or a list of strings",
                "{\"input\": \"a\", \"model\": \"gpt\"}            | 404 | all-MiniLM-L6-v2",
                "{\"input\": \"a\", \"encoding_format\": \"int8\"} | 400 | float or base64",
                "{\"input\": \"a\", \"dimensions\": 64}            | 400 | leave dimensions out",
                "{\"input\": \"a\", \"temperature\": 1}            | 400 | no field \"temperature\"",
                "{\"input\":                                       | 400 | not JSON",
            })
    void asTextsToBeEmbedded(String body, int status, String said) throws Exception {
        HttpResponse<String> response = client.send("POST", "/v1/embeddings", body);

        assertThat(response.statusCode()).isEqualTo(status);
        JsonNode error = json(response).get("error");
        assertThat(error.get("message").asText()).contains(said);
        assertThat(error.get("type").asText()).isEqualTo("invalid_request_error");
        assertThat(error.has("param")).isTrue();
        assertThat(client.get("/v1/embeddings").statusCode()).isEqualTo(405);
    }

    @Test
    void asTooMuchToBeEmbedded() throws Exception {
        HttpResponse<String> inputs =
                client.send("POST", "/v1/embeddings", "{\"input\": [" + "\"a\",".repeat(256) + "\"a\"]}");
        HttpResponse<String> bytes =
                client.send("POST", "/v1/embeddings", "{\"input\": \"" + "x".repeat(MEGABYTE) + "\"}");

        assertThat(inputs.statusCode()).isEqualTo(400);
        assertThat(json(inputs).at("/error/message").asText()).contains("At most 256 texts");
        assertThat(bytes.statusCode()).isEqualTo(413);
        assertThat(json(bytes).at("/error/message").asText()).contains("at most 1048576 bytes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/search", "/v1/embeddings"})
    void asABodyThatCannotBeReadWhichEndsTheConnection(String path) throws Exception {
        String answer = client.garbled(path);

        assertThat(answer)
                .startsWith("HTTP/1.1 400 ")
                .contains("Connection: close", "The body can't be read: send it whole")
                .containsOnlyOnce("HTTP/1.1");
    }

    @Test
    void comparisonsNeedNotBeEncoded() throws Exception {
        assertThat(client.raw("GET /search?q=a&filter=page>=3&filter=filename:\"a\" HTTP/1.1"))
                .startsWith("HTTP/1.1 200 ");
    }

    @Test
    void whatIsRightIsAnswered() throws Exception {
        assertThat(client.get("/search?q=a").statusCode()).isEqualTo(200);
        JsonNode answer = json(client.send(
                "POST", "/v1/embeddings", "{\"input\": \"a\", \"encoding_format\": \"base64\", \"user\": \"me\"}"));

        // 1.0f and 0.0f, little-endian
        assertThat(answer.toString())
                .isEqualTo("{\"object\":\"list\",\"data\":[{\"object\":\"embedding\",\"index\":0,"
                        + "\"embedding\":\"AACAPwAAAAA=\"}],\"model\":\"all-MiniLM-L6-v2\","
                        + "\"usage\":{\"prompt_tokens\":3,\"total_tokens\":3}}");
    }

    private static void refused(HttpResponse<String> response, int status, String said) throws Exception {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.headers().firstValue("content-type")).hasValue("application/json");
        assertThat(json(response).get("error").asText()).contains(said).doesNotContain("Exception", "\tat ");
    }
}
