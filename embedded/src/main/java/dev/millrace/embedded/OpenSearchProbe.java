package dev.millrace.embedded;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Asks a node for its health until every primary shard can be used. */
final class OpenSearchProbe implements AutoCloseable {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final HttpClient client = HttpClient.newHttpClient();
    private final HttpRequest request;

    OpenSearchProbe(URI openSearch) {
        URI health = openSearch.resolve("/_cluster/health?wait_for_status=yellow&timeout=5s");
        request = HttpRequest.newBuilder(health).timeout(TIMEOUT).build();
    }

    boolean isReady() throws InterruptedException {
        try {
            // Most questions come while nobody listens yet, and the client makes much of that.
            new Socket(Ports.loopback(), request.uri().getPort()).close();
            return client.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
