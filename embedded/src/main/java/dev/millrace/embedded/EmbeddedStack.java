package dev.millrace.embedded;

import java.net.URI;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A Kafka broker and an OpenSearch node, started and stopped side by side. */
public final class EmbeddedStack implements AutoCloseable {

    private final EmbeddedKafka kafka;
    private final EmbeddedOpenSearch openSearch;

    private EmbeddedStack(EmbeddedConfig config) {
        kafka = new EmbeddedKafka(config);
        openSearch = new EmbeddedOpenSearch(config);
    }

    /**
     * Starts both and returns when both can be used. When one cannot be started, the other is not left behind.
     *
     * @throws EmbeddedStackException with one sentence for the user that names the fix
     */
    public static EmbeddedStack start(EmbeddedConfig config) throws InterruptedException {
        EmbeddedStack stack = new EmbeddedStack(config);
        boolean started = false;
        try {
            stack.startBoth();
            started = true;
            return stack;
        } finally {
            if (!started) {
                stack.close();
            }
        }
    }

    public EmbeddedKafka kafka() {
        return kafka;
    }

    public EmbeddedOpenSearch openSearch() {
        return openSearch;
    }

    /** What a Kafka client needs as {@code bootstrap.servers}. */
    public String bootstrapServers() {
        return kafka.bootstrapServers();
    }

    /** Where OpenSearch's HTTP interface is. */
    public URI openSearchUri() {
        return openSearch.uri();
    }

    /** Stops both, in order if they do so in time. */
    @Override
    public void close() {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            threads.execute(kafka::stop);
            threads.execute(openSearch::stop);
        }
    }

    private void startBoth() throws InterruptedException {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            ExecutorCompletionService<Void> starts = new ExecutorCompletionService<>(threads);
            starts.submit(() -> {
                kafka.start();
                return null;
            });
            starts.submit(() -> {
                openSearch.start();
                return null;
            });
            try {
                starts.take().get();
                starts.take().get();
            } catch (ExecutionException e) {
                throw e.getCause() instanceof EmbeddedStackException failure ? failure : new IllegalStateException(e);
            } finally {
                // After a failure the other start is not waited for.
                threads.shutdownNow();
            }
        }
    }
}
