package dev.millrace.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.millrace.core.config.Settings;
import dev.millrace.core.service.Closer;
import dev.millrace.core.service.Health;
import dev.millrace.core.service.HttpConfig;
import dev.millrace.core.service.HttpEndpoint;
import dev.millrace.core.service.RunningService;
import dev.millrace.embedded.testing.TestStack;
import dev.millrace.encoder.EncoderConfig;
import dev.millrace.encoder.MiniLmEncoder;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SearchServiceIT {

    private static final String ALIAS = "search-it";
    private static final String DEAD_LETTERS = "search-it.dead-letters";
    private static final JsonMapper JSON = new JsonMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Closer CLOSER = new Closer();

    private static MiniLmEncoder encoder;
    private static PrometheusMeterRegistry registry;
    private static String address;

    @BeforeAll
    static void start() throws Exception {
        TestStack stack = TestStack.shared();
        encoder = CLOSER.register(MiniLmEncoder.open(EncoderConfig.defaults()));
        Library library = new Library(stack.openSearchUri());
        library.create(ALIAS);
        library.fill(ALIAS, encoder);
        registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        address = serve(ALIAS, stack.openSearchUri());
    }

    @AfterAll
    static void stop() {
        CLOSER.close();
    }

    private static String serve(String alias, URI openSearch) throws InterruptedException {
        Settings settings = TestSettings.with(Map.of(
                "millrace.opensearch.url",
                openSearch.toString(),
                "millrace.opensearch.alias",
                alias,
                "millrace.opensearch.request-timeout",
                "5s",
                "millrace.kafka.bootstrap-servers",
                TestStack.kafka(),
                "millrace.topics.dead-letters",
                DEAD_LETTERS));
        EncoderSource source = EncoderSource.shared(CompletableFuture.completedFuture(encoder));
        RunningService service = CLOSER.register(SearchApplication.start(settings, registry, source));
        HttpEndpoint http =
                CLOSER.register(new HttpEndpoint(new HttpConfig("127.0.0.1", 0), List.of(service), registry));
        if (openSearch.equals(TestStack.openSearch())) {
            await().atMost(Duration.ofSeconds(10)).until(() -> service.health() instanceof Health.Ready);
        }
        return "http://127.0.0.1:" + http.port();
    }

    @Test
    void aWordIsFoundAndMarked() throws Exception {
        JsonNode answer = search("q=NOT_LEADER_OR_FOLLOWER&mode=lexical");

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
        JsonNode answer = search("q=why+do+insects+survive+when+it+freezes&mode=semantic&size=3");

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
        JsonNode answer = search("q=how+does+caffeine+keep+people+awake");

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
        JsonNode answer = search("q=queen+in+winter&mode=semantic&size=1");

        assertThat(answer.at("/hits/0/highlight").toString()).contains("<em>queen</em>");
    }

    @Test
    void theNameOfTheFileIsFound() throws Exception {
        assertThat(search("q=roses+docx&mode=lexical").at("/hits/0/filename").asText())
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

        assertThat(search(query + "&mode=semantic").get("hits")).hasSize(hits);
        assertThat(search(query).get("hits")).hasSize(hits);
    }

    @Test
    void allFiltersHold() throws Exception {
        JsonNode answer = search("q=queen&mode=semantic&filter=media_type:application/pdf&filter=page:3");

        assertThat(answer.get("hits")).hasSize(1);
    }

    @Test
    void postAsksTheSameAsGet() throws Exception {
        HttpResponse<String> response =
                post("{\"q\": \"queen\", \"size\": 2, \"filters\": [\"media_type:application/pdf\"]}");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(JSON.readTree(response.body()).get("hits"))
                .isEqualTo(search("q=queen&size=2&filter=media_type:application/pdf")
                        .get("hits"));
    }

    @Test
    void theSameQuestionGetsTheSameAnswer() throws Exception {
        assertThat(search("q=water").get("hits")).isEqualTo(search("q=water").get("hits"));
    }

    @Test
    void neitherVectorsNorTombstonesAreShown() throws Exception {
        String body = get("/search?q=queen&size=100").body();

        assertThat(JSON.readTree(body).get("hits")).hasSize(20);
        assertThat(body).doesNotContain("embedding").doesNotContain("\"removed\"");
    }

    @Test
    void markupInADocumentIsEscapedInHighlights() throws Exception {
        String fragment =
                search("q=trust+markup&mode=lexical").at("/hits/0/highlight/0").asText();

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
        HttpResponse<String> response = get(path);

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().firstValue("content-type")).hasValue("application/json");
        assertThat(JSON.readTree(response.body()).get("error").asText()).contains(said);
    }

    @Test
    void bodiesThatCannotBeUnderstoodAreRefused() throws Exception {
        assertThat(post("{").statusCode()).isEqualTo(400);
        assertThat(post("").statusCode()).isEqualTo(400);
        assertThat(post("{\"q\": \"" + "x".repeat(9000) + "\"}").statusCode()).isEqualTo(400);
        assertThat(post("{\"q\": \"" + "x".repeat(70_000) + "\"}").statusCode()).isEqualTo(413);
        assertThat(send(HttpRequest.newBuilder(URI.create(address + "/search")).DELETE())
                        .statusCode())
                .isEqualTo(405);
    }

    @Test
    void questionsOfAnyScriptAndLengthAreAnswered() throws Exception {
        for (String question : List.of("蜂 冬", "queen AND (OR \"*~/\\ :[", "' OR 1=1 --", "\u0000", "😀", "the a of")) {
            assertThat(get("/search?q=x" + encoded(question)).statusCode()).isEqualTo(200);
        }
        assertThat(post("{\"q\": \"" + "蜂蜜 and words ".repeat(400) + "\"}").statusCode())
                .isEqualTo(200);
    }

    @Test
    void withoutAnIndexNothingIsFound() throws Exception {
        String other = serve("nothing-here", TestStack.openSearch());
        HttpResponse<String> response = send(HttpRequest.newBuilder(URI.create(other + "/search?q=queen")));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(JSON.readTree(response.body()).get("hits")).isEmpty();
        JsonNode status = JSON.readTree(
                send(HttpRequest.newBuilder(URI.create(other + "/status"))).body());
        assertThat(status.get("chunks").asInt()).isZero();
    }

    @Test
    void withoutOpenSearchTheAnswerIs503() throws Exception {
        String other = serve(ALIAS, URI.create("http://127.0.0.1:1"));
        HttpResponse<String> response = send(HttpRequest.newBuilder(URI.create(other + "/search?q=queen")));

        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(JSON.readTree(response.body()).get("error").asText()).startsWith("OpenSearch does not answer");
        assertThat(send(HttpRequest.newBuilder(URI.create(other + "/health/ready")))
                        .statusCode())
                .isEqualTo(503);
        assertThat(send(HttpRequest.newBuilder(URI.create(other + "/health/live")))
                        .statusCode())
                .isEqualTo(200);
        assertThat(JSON.readTree(send(HttpRequest.newBuilder(URI.create(other + "/status")))
                                .body())
                        .get("documents")
                        .isNull())
                .isTrue();
    }

    @Test
    void theStatusCountsDocumentsPassagesAndDeadLetters() throws Exception {
        Map<String, Object> kafka = Map.of("bootstrap.servers", TestStack.kafka());
        try (Admin admin = Admin.create(kafka)) {
            assertThat(status().get("dead_letters").asInt()).isZero();
            admin.createTopics(List.of(new NewTopic(DEAD_LETTERS, 2, (short) 1)))
                    .all()
                    .get();
        }
        writeInTransactions(3);

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(
                        () -> assertThat(status().get("dead_letters").asInt()).isEqualTo(3));
        JsonNode status = status();
        assertThat(status.get("documents").asInt()).isEqualTo(8);
        assertThat(status.get("chunks").asInt()).isEqualTo(20);
        assertThat(status.get("topics"))
                .extracting(topic -> topic.get("topic").asText())
                .containsExactly("millrace.documents", "millrace.chunks", "millrace.embedded-chunks");
        assertThat(status.at("/topics/0").has("p99_seconds")).isTrue();
    }

    @Test
    void thePageIsServedAndMayLoadNothingFromElsewhere() throws Exception {
        HttpResponse<String> page = get("/");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("<title>Millrace</title>").doesNotContain("style=");
        assertThat(page.headers().firstValue("content-security-policy").orElseThrow())
                .startsWith("default-src 'none'");
        assertThat(page.headers().firstValue("x-content-type-options")).hasValue("nosniff");
        assertThat(get("/style.css").statusCode()).isEqualTo(200);
        assertThat(get("/app.js").statusCode()).isEqualTo(200);
    }

    @Test
    void everyRequestIsCountedByWhatBecameOfIt() throws Exception {
        search("q=queen&mode=semantic");
        get("/search");

        assertThat(get("/metrics").body())
                .contains("millrace_records_total{outcome=\"semantic\",service=\"search-service\"}")
                .contains("millrace_records_total{outcome=\"rejected\",service=\"search-service\"}")
                .contains("millrace_stage_seconds_count{stage=\"embed_query\"}");
    }

    private static void writeInTransactions(int letters) throws InterruptedException {
        Properties properties = new Properties();
        properties.put("bootstrap.servers", TestStack.kafka());
        properties.put("transactional.id", "search-it");
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(properties, new StringSerializer(), new StringSerializer())) {
            producer.initTransactions();
            for (int i = 0; i < letters; i++) {
                producer.beginTransaction();
                producer.send(new ProducerRecord<>(DEAD_LETTERS, "key " + i, "value"));
                producer.commitTransaction();
            }
        }
    }

    private static JsonNode status() throws IOException, InterruptedException {
        return JSON.readTree(get("/status").body());
    }

    private static JsonNode search(String query) throws IOException, InterruptedException {
        HttpResponse<String> response = get("/search?" + query);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return JSON.readTree(response.body());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(address + path)));
    }

    private static HttpResponse<String> post(String body) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(address + "/search"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
