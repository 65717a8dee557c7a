package dev.millrace.evaluation.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpSearchApiTest {

    private final AtomicReference<String> asked = new AtomicReference<>("");
    private HttpServer server;
    private int status = 200;
    private String answer = "{\"hits\": []}";

    @BeforeEach
    void aSearchService() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/search", exchange -> {
            asked.set(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
            byte[] body = answer.getBytes(UTF_8);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void end() {
        server.stop(0);
    }

    @Test
    void aDocumentCountsByItsBestPassage() throws InterruptedException {
        answer = """
                {"hits": [{"document_id": "a", "score": 0.9}, {"document_id": "b", "score": 0.8},
                          {"document_id": "a", "score": 0.7}]}
                """;

        assertThat(ask(SearchMode.LEXICAL)).isEqualTo(Map.of("a", 0.9, "b", 0.8));
    }

    @Test
    void asksForDocumentsInTheModeAndWithTheFusionThatIsMeasured() throws Exception {
        ask(SearchMode.HYBRID_MIN_MAX);

        assertThat(new JsonMapper().readTree(asked.get())).isEqualTo(new JsonMapper().readTree("""
                        {"q": "a question", "size": 100, "group": "document", "mode": "hybrid", "fusion": "min_max"}
                        """));
    }

    @Test
    void asksWithAWeightWhereThatIsTried() throws Exception {
        try (HttpSearchApi api = new HttpSearchApi(server.getAddress().getPort(), false)) {
            api.weighted(0.35).documents("a question", SearchMode.HYBRID, 100);
        }

        assertThat(new JsonMapper().readTree(asked.get())).isEqualTo(new JsonMapper().readTree("""
                        {"q": "a question", "size": 100, "group": "document", "mode": "hybrid", "lexical_weight": 0.35}
                        """));
    }

    @Test
    void leavesTheFusionToTheSettingsWhereThoseAreMeasured() throws InterruptedException {
        ask(SearchMode.HYBRID);

        assertThat(asked.get()).doesNotContain("fusion").doesNotContain("rerank");
    }

    @Test
    void onlyTheModeThatIsMeasuredSoIsReranked() throws InterruptedException {
        try (HttpSearchApi api = new HttpSearchApi(server.getAddress().getPort(), true)) {
            api.documents("a question", SearchMode.HYBRID, 100);
            assertThat(asked.get()).contains("\"rerank\":false");
            api.documents("a question", SearchMode.RERANKED, 100);
            assertThat(asked.get()).contains("\"rerank\":true");
        }
    }

    @Test
    void whatTheServiceSaysAgainstAQuestionIsTold() {
        status = 400;
        answer = "{\"error\": \"The question is too long\"}";

        assertThatThrownBy(() -> ask(SearchMode.LEXICAL))
                .isInstanceOf(SearchFailedException.class)
                .hasMessageContaining("status 400: The question is too long");
    }

    @Test
    void anAnswerByKeywordAloneIsNotTakenForOneByMeaning() {
        answer = "{\"hits\": [], \"fallback\": \"The encoder is not open yet\"}";

        assertThatThrownBy(() -> ask(SearchMode.SEMANTIC)).hasMessageContaining("The encoder is not open yet");
    }

    private Map<String, Double> ask(SearchMode mode) throws InterruptedException {
        try (HttpSearchApi api = new HttpSearchApi(server.getAddress().getPort(), false)) {
            return api.documents("a question", mode, 100);
        }
    }
}
