package dev.millrace.core.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.helidon.webserver.http.HttpRouting;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpEndpointTest {

    private final Closer closer = new Closer();
    private final HttpClient client = HttpClient.newHttpClient();
    private final FakeService one = new FakeService("one");
    private final FakeService two = new FakeService("two");
    private HttpEndpoint endpoint;

    @BeforeEach
    void open() {
        PrometheusMeterRegistry registry = Telemetry.registry(closer);
        registry.counter("millrace.records", "service", "one", "outcome", "written")
                .increment();
        registry.summary("millrace.waits").record(3);
        endpoint = closer.register(new HttpEndpoint(new HttpConfig("127.0.0.1", 0), List.of(one, two), registry));
    }

    @AfterEach
    void close() {
        closer.close();
    }

    @Test
    void metricsAreInTheTextOfPrometheus() throws Exception {
        HttpResponse<String> response = get("/metrics");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("content-type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/plain"));
        assertThat(response.body())
                .contains("millrace_records_total{outcome=\"written\",service=\"one\"} 1.0")
                .contains("jvm_memory_used_bytes");
    }

    @Test
    void someOfThemAreGivenByTheirNames() throws Exception {
        assertThat(get("/metrics?name%5B%5D=millrace_records_total&name%5B%5D=millrace_waits_sum")
                        .body())
                .contains("millrace_records_total{outcome=\"written\",service=\"one\"} 1.0")
                .contains("millrace_waits_sum 3.0")
                .doesNotContain("jvm_memory");
    }

    @Test
    void aSystemIsReadyWhenAllItsServicesAre() throws Exception {
        two.health = new Health.Waiting("OpenSearch");
        assertThat(get("/health/ready").statusCode()).isEqualTo(503);
        assertThat(get("/health/ready").body())
                .isEqualTo("{\"services\":{\"one\":{\"state\":\"ready\"},"
                        + "\"two\":{\"state\":\"waiting\",\"reason\":\"OpenSearch\"}}}");
        assertThat(get("/health/live").statusCode()).isEqualTo(200);

        two.health = new Health.Ready();
        assertThat(get("/health/ready").statusCode()).isEqualTo(200);
    }

    @Test
    void aServiceThatWillNotRecoverIsNotAlive() throws Exception {
        one.health = new Health.Failed("the consumer stopped");

        assertThat(get("/health/live").statusCode()).isEqualTo(503);
    }

    @Test
    void aLongQuestionFitsIntoTheAddress() throws Exception {
        assertThat(get("/one?q=" + "x".repeat(20_000)).body()).isEqualTo("20000");
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + endpoint.port() + path);
        return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    }

    private static final class FakeService implements RunningService {

        private final String name;
        private volatile Health health = new Health.Ready();

        private FakeService(String name) {
            this.name = name;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public Health health() {
            return health;
        }

        @Override
        public void route(HttpRouting.Builder routing) {
            routing.get(
                    "/" + name,
                    (request, response) -> response.send(
                            Integer.toString(request.query().get("q").length())));
        }

        @Override
        public void close() {}
    }
}
