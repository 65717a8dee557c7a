package dev.millrace.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.millrace.core.service.Health;
import dev.millrace.core.service.RunningService;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class OpenSearchAwayIT {

    private final AtomicInteger requests = new AtomicInteger();
    private HttpServer overloaded;

    @BeforeEach
    void start() throws Exception {
        overloaded = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        overloaded.createContext("/", exchange -> {
            requests.incrementAndGet();
            exchange.sendResponseHeaders(503, -1);
            exchange.close();
        });
        overloaded.start();
    }

    @AfterEach
    void stop() {
        overloaded.stop(0);
    }

    @Test
    @Timeout(60)
    void theServiceWaitsForOpenSearchAndCanBeStoppedMeanwhile() throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + overloaded.getAddress().getPort());
        try (TestPipeline pipeline = new TestPipeline(uri);
                RunningService service = IndexApplication.start(pipeline.settings(), pipeline.registry())) {
            await().atMost(Duration.ofSeconds(30)).until(() -> requests.get() >= 3);
            assertThat(service.health()).isInstanceOf(Health.Waiting.class);
            assertThat(service.health().toString()).contains("OpenSearch: ").contains("503");
            assertThat(pipeline.registry().get("millrace.waiting").gauge().value())
                    .isEqualTo(1);
            assertThat(pipeline.registry()
                            .get("millrace.retries")
                            .functionCounter()
                            .count())
                    .isPositive();
        }
    }
}
