package dev.millrace.search;

import static org.awaitility.Awaitility.await;

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
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** A search-service on the shared stack, with the library in its index. */
final class RunningSearch implements AutoCloseable {

    private final Closer closer = new Closer();
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final MiniLmEncoder encoder;
    private final String alias;
    private final String deadLetters;

    RunningSearch(String alias, String deadLetters) throws IOException, InterruptedException {
        this.alias = alias;
        this.deadLetters = deadLetters;
        this.encoder = closer.register(MiniLmEncoder.open(EncoderConfig.defaults()));
        Library library = new Library(TestStack.shared().openSearchUri());
        library.create(alias);
        library.fill(alias, encoder);
    }

    SearchClient serve() throws InterruptedException {
        return serve(Map.of());
    }

    /** With some settings of a test's own. */
    SearchClient serve(Map<String, String> overrides) throws InterruptedException {
        return serve(alias, TestStack.openSearch(), overrides);
    }

    /** One more service, on another index or another OpenSearch. */
    SearchClient serve(String alias, URI openSearch) throws InterruptedException {
        return serve(alias, openSearch, Map.of());
    }

    private SearchClient serve(String alias, URI openSearch, Map<String, String> overrides)
            throws InterruptedException {
        Map<String, String> all = new HashMap<>(Map.of(
                "millrace.opensearch.url",
                openSearch.toString(),
                "millrace.opensearch.alias",
                alias,
                "millrace.opensearch.request-timeout",
                "5s",
                "millrace.kafka.bootstrap-servers",
                TestStack.kafka(),
                "millrace.topics.dead-letters",
                deadLetters));
        all.putAll(overrides);
        Settings settings = TestSettings.with(all);
        EncoderSource source = EncoderSource.shared(CompletableFuture.completedFuture(encoder));
        RunningService service = closer.register(SearchApplication.start(settings, registry, source));
        HttpEndpoint http =
                closer.register(new HttpEndpoint(new HttpConfig("127.0.0.1", 0), List.of(service), registry));
        if (openSearch.equals(TestStack.openSearch())) {
            await().atMost(Duration.ofSeconds(10)).until(() -> service.health() instanceof Health.Ready);
        }
        return new SearchClient("http://127.0.0.1:" + http.port());
    }

    @Override
    public void close() {
        closer.close();
    }
}
