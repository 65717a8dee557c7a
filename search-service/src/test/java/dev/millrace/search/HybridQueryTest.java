package dev.millrace.search;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.millrace.core.opensearch.OpenSearchConfig;
import dev.millrace.core.opensearch.OpenSearchConnection;
import dev.millrace.search.Fusion.Weights;
import dev.millrace.search.PassageIndex.Found;
import dev.millrace.search.PassageIndex.Question;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The plugin is not to be had for the embedded node, so a server stands in that answers what one with it would. */
class HybridQueryTest {

    private static final String FUSED = """
            {"took": 1, "timed_out": false, "_shards": {"total": 1, "successful": 1, "skipped": 0, "failed": 0},
             "hits": {"max_score": 0.7, "hits": [
               {"_index": "m-000001", "_score": 0.7, "fields": {"chunk_id": ["b"], "document_id": ["two"]}},
               {"_index": "m-000001", "_score": 0.3, "fields": {"chunk_id": ["a"], "document_id": ["one"]}}]}}""";

    /** A request as it was sent. */
    private record Sent(String path, String query, String body) {}

    private final List<Sent> sent = new CopyOnWriteArrayList<>();
    private boolean pipelinesAreThere = true;
    private int status = 200;
    private HttpServer server;
    private OpenSearchConnection connection;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        connection = OpenSearchConnection.open(new OpenSearchConfig(url, "m", Duration.ofSeconds(5), Optional.empty()));
    }

    @AfterEach
    void stop() {
        connection.close();
        server.stop(0);
    }

    @Test
    void whereThePipelineIsBothArmsGoAsOneHybridQuery() throws Exception {
        Found found = index(true).find(question(new Fusion.MinMax(new Weights(0.5, 0.5)), false));

        assertThat(found)
                .isEqualTo(new Found.Fused(List.of(new Candidate("b", "two", 0.7), new Candidate("a", "one", 0.3))));
        Sent search = sent.getLast();
        assertThat(search.path()).isEqualTo("/m/_search");
        JsonNode body = new JsonMapper().readTree(search.body());
        assertThat(search.query() + search.body()).contains("search_pipeline").contains("m-min-max");
        JsonNode hybrid = body.at("/query/hybrid");
        assertThat(hybrid.get("pagination_depth").asInt()).isEqualTo(100);
        assertThat(hybrid.at("/queries/0/bool/must/0/multi_match/query").asText())
                .isEqualTo("words");
        assertThat(hybrid.at("/queries/0/bool/filter/0/term/page/value").asText())
                .isEqualTo("3");
        assertThat(hybrid.at("/queries/1/knn/embedding/k").asInt()).isEqualTo(400);
        assertThat(hybrid.at("/queries/1/knn/embedding/filter/bool/filter"))
                .isEqualTo(hybrid.at("/queries/0/bool/filter"));
        assertThat(hybrid.at("/queries/1/knn/embedding/filter").toString()).contains("\"acl\"");
        assertThat(body.get("_source").asBoolean()).isFalse();
    }

    @Test
    void whereArmsHaveToBeToldApartTheyAreAskedApart() throws Exception {
        index(true).find(question(new Fusion.Rrf(60), true));

        assertThat(sent).singleElement().extracting(Sent::path).isEqualTo("/_msearch");
    }

    @Test
    void whereTheRequestHasAWeightOfItsOwnTheyAreAskedApart() throws Exception {
        index(true).find(question(new Fusion.MinMax(new Weights(0.3, 0.7)), false));

        assertThat(sent).singleElement().extracting(Sent::path).isEqualTo("/_msearch");
    }

    @Test
    void whereThePipelineIsNotOrMayNotBeUsedTheyAreAskedApart() throws Exception {
        index(false).find(question(new Fusion.Rrf(60), false));
        pipelinesAreThere = false;
        PassageIndex index = index(true);
        index.find(question(new Fusion.Rrf(60), false));
        index.find(question(new Fusion.Rrf(60), false));

        assertThat(sent)
                .extracting(Sent::path)
                .containsExactly("/_msearch", "/_search/pipeline/m-rrf", "/_msearch", "/_msearch");
    }

    @Test
    void whenTheClusterCannotFuseAfterAllItIsDoneHere() throws Exception {
        status = 400;
        Found found = index(true).find(question(new Fusion.Rrf(60), false));

        assertThat(found).isInstanceOf(Found.ByArm.class);
        assertThat(sent.getLast().path()).isEqualTo("/_msearch");
    }

    private PassageIndex index(boolean mayFuse) {
        ScopeQueries scopes = new ScopeQueries(MissingAcl.OPEN);
        SearchConfig config = SearchConfig.from(
                TestSettings.with(Map.of("millrace.search.fused-by", mayFuse ? "auto" : "search-service")));
        ArmQueries arms = new ArmQueries(config.boosts(), scopes);
        return new OpenSearchIndex(
                connection.client(),
                new SearchBodies("m", arms, scopes),
                new ServerFusion(connection.client(), "m", config.fusions()));
    }

    private static Question question(Fusion fusion, boolean byArm) {
        Filter page = new Filter("page", FilterField.INTEGER, Relation.EQUAL, "3");
        Scope scope = new Scope(List.of(page), List.of("alice"));
        return new Question("words", Mode.HYBRID, List.of(1f, 0f), 100, scope, fusion, byArm);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        sent.add(new Sent(path, String.valueOf(exchange.getRequestURI().getQuery()), body));
        Map<String, String> answers = Map.of(
                "/m/_search",
                status == 200 ? FUSED : "{\"error\": {\"type\": \"x\", \"reason\": \"y\"}, \"status\": 400}",
                "/_msearch",
                "{\"took\": 1, \"responses\": [" + arm() + "," + arm() + "]}");
        int code = path.startsWith("/_search/pipeline")
                ? (pipelinesAreThere ? 200 : 404)
                : path.equals("/_msearch") ? 200 : status;
        byte[] answer = answers.getOrDefault(path, "{}").getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(code, answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }

    private static String arm() {
        return FUSED.substring(0, FUSED.lastIndexOf('}')) + ", \"status\": 200}";
    }
}
