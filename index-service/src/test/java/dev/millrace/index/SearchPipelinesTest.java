package dev.millrace.index;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.millrace.core.kafka.RetryPause;
import dev.millrace.core.opensearch.FusionConfig;
import dev.millrace.core.opensearch.OpenSearchConfig;
import dev.millrace.core.opensearch.OpenSearchConnection;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The plugin is not to be had for the embedded node, so a server that only lists it stands in. */
class SearchPipelinesTest {

    private static final String PLUGIN =
            "[{\"component\": \"opensearch-knn\"}, {\"component\": \"opensearch-neural-search\"}]";

    private final Map<String, String> put = new ConcurrentHashMap<>();
    private String plugins = "[]";
    private String refused = "nothing";
    private int status = 200;
    private HttpServer server;
    private OpenSearchConnection connection;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        connection = OpenSearchConnection.open(
                new OpenSearchConfig(url, "library", Duration.ofSeconds(5), Optional.empty()));
    }

    @AfterEach
    void stop() {
        connection.close();
        server.stop(0);
    }

    @Test
    void aClusterWithThePluginGetsAPipelineForEachFusion() throws Exception {
        plugins = PLUGIN;
        install();

        assertThat(put)
                .containsOnlyKeys(
                        "/_search/pipeline/library-rrf",
                        "/_search/pipeline/library-min-max",
                        "/_search/pipeline/library-bounded-min-max");
        assertThat(processor("/_search/pipeline/library-rrf")
                        .at("/score-ranker-processor/combination")
                        .toString())
                .isEqualTo("{\"technique\":\"rrf\",\"rank_constant\":60}");
        JsonNode minMax = processor("/_search/pipeline/library-min-max").get("normalization-processor");
        assertThat(minMax.at("/normalization/technique").asText()).isEqualTo("min_max");
        assertThat(minMax.at("/combination/technique").asText()).isEqualTo("arithmetic_mean");
        assertThat(minMax.at("/normalization/parameters").isMissingNode()).isTrue();
        assertThat(minMax.at("/combination/parameters/weights").toString()).isEqualTo("[0.25,0.75]");
        JsonNode bounded =
                processor("/_search/pipeline/library-bounded-min-max").get("normalization-processor");
        assertThat(bounded.at("/normalization/technique").asText()).isEqualTo("min_max");
        assertThat(bounded.at("/normalization/parameters/lower_bounds").toString())
                .isEqualTo("[{\"mode\":\"apply\",\"min_score\":0.0},{\"mode\":\"ignore\"}]");
        assertThat(bounded.get("combination")).isEqualTo(minMax.get("combination"));
    }

    @Test
    void anOlderPluginThatRefusesOneGetsTheOthers() throws Exception {
        plugins = PLUGIN;
        refused = "-bounded-min-max";
        install();

        assertThat(put).containsOnlyKeys("/_search/pipeline/library-rrf", "/_search/pipeline/library-min-max");

        refused = "-rrf";
        put.clear();
        install();

        assertThat(put)
                .containsOnlyKeys("/_search/pipeline/library-min-max", "/_search/pipeline/library-bounded-min-max");
    }

    @Test
    void aClusterWithoutItGetsNone() throws Exception {
        plugins = "[{\"component\": \"opensearch-knn\"}]";
        install();

        assertThat(put).isEmpty();
    }

    @Test
    void aClusterThatDoesNotTellGetsNoneAndNothingElseSuffers() throws Exception {
        status = 403;
        install();

        assertThat(put).isEmpty();
    }

    private void install() throws InterruptedException {
        Patience patience = new Patience(
                new RetryPause(Duration.ofMillis(1), Duration.ofMillis(1)),
                RandomGenerator.getDefault(),
                Thread::sleep);
        new SearchPipelines(new OpenSearchCalls(connection.client(), patience), "library", new FusionConfig(60, 1, 3))
                .install();
    }

    private JsonNode processor(String path) throws IOException {
        return new ObjectMapper().readTree(put.get(path)).at("/phase_results_processors/0");
    }

    private void answer(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        String path = exchange.getRequestURI().getPath();
        String answer = "{\"acknowledged\": true}";
        int code = status;
        if (path.endsWith(refused)) {
            code = 400;
            answer = "{\"error\": {\"type\": \"illegal_argument_exception\", \"reason\": \"unknown\"}}";
        } else if (exchange.getRequestMethod().equals("PUT")) {
            put.put(path, body);
        } else {
            answer = plugins;
        }
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(code, answer.getBytes(UTF_8).length);
        exchange.getResponseBody().write(answer.getBytes(UTF_8));
        exchange.close();
    }
}
