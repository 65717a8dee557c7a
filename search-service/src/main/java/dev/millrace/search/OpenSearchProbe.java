package dev.millrace.search;

import dev.millrace.core.service.Health;
import java.io.IOException;
import java.time.Duration;
import org.opensearch.client.opensearch.OpenSearchClient;
import org.opensearch.client.opensearch._types.OpenSearchException;

/** Asks OpenSearch in the background whether it is there, so that health answers at once. */
final class OpenSearchProbe implements AutoCloseable {

    private static final Duration WHILE_AWAY = Duration.ofMillis(200);
    private static final Duration WHILE_THERE = Duration.ofSeconds(2);

    private final OpenSearchClient client;
    private final Thread thread;
    private volatile Health health = new Health.Waiting("OpenSearch has not answered yet");

    /** Starts to ask. */
    OpenSearchProbe(OpenSearchClient client) {
        this.client = client;
        this.thread = Thread.ofPlatform().name("opensearch-probe").daemon().start(this::run);
    }

    Health health() {
        return health;
    }

    @Override
    public void close() {
        thread.interrupt();
    }

    private void run() {
        try {
            while (true) {
                health = ask();
                Thread.sleep(health instanceof Health.Ready ? WHILE_THERE : WHILE_AWAY);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Health ask() {
        try {
            return client.ping().value()
                    ? new Health.Ready()
                    : new Health.Waiting("OpenSearch refuses requests: check millrace.opensearch.username");
        } catch (IOException e) {
            return new Health.Waiting("OpenSearch does not answer");
        } catch (OpenSearchException e) {
            return new Health.Waiting("OpenSearch answers with an error: " + e.getMessage());
        }
    }
}
