package dev.millrace.standalone.campaign;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Stands between index-service and OpenSearch: passes everything on, until it is told to misbehave. */
final class FaultProxy implements AutoCloseable {

    static {
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private static final Duration REQUEST = Duration.ofSeconds(30);
    private static final int SLOW_MILLIS = 1_500;
    private static final String BULK = "_bulk";

    private final HttpClient http = HttpClient.newHttpClient();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final URI target;
    private final PartialBulk partialBulk;
    private final InetSocketAddress address;
    private final AtomicInteger obstructed = new AtomicInteger();
    private @Nullable HttpServer server;
    private volatile Obstruction obstruction = Obstruction.NONE;

    FaultProxy(URI target, long seed) {
        this.target = target;
        this.partialBulk = new PartialBulk(new Random(seed));
        HttpServer first = listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        this.address = first.getAddress();
        this.server = first;
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + address.getPort());
    }

    synchronized void obstruct(Obstruction next) {
        obstruction = next;
        if (next == Obstruction.UNPLUGGED && server != null) {
            server.stop(0);
            server = null;
        } else if (next != Obstruction.UNPLUGGED && server == null) {
            server = listen(address);
        }
    }

    /** Requests that were not simply passed on. */
    int obstructed() {
        return obstructed.get();
    }

    @Override
    public synchronized void close() {
        if (server != null) {
            server.stop(0);
        }
        threads.shutdownNow();
        http.shutdownNow();
    }

    private HttpServer listen(InetSocketAddress on) {
        try {
            HttpServer listening = HttpServer.create(on, 0);
            listening.createContext("/", this::handle);
            listening.setExecutor(threads);
            listening.start();
            return listening;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Closing an exchange without an answer closes its connection. */
    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            Obstruction now = obstruction;
            if (now != Obstruction.NONE) {
                obstructed.incrementAndGet();
            }
            switch (now) {
                case NONE -> pass(exchange, body);
                case TOO_MANY_REQUESTS -> refuse(exchange, 429);
                case UNAVAILABLE -> refuse(exchange, 503);
                case UNPLUGGED -> {}
                case SLOW -> {
                    Thread.sleep(SLOW_MILLIS);
                    pass(exchange, body);
                }
                case SOME_ENTRIES -> passSome(exchange, body);
                case ANSWER_LOST -> send(exchange, body);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void pass(HttpExchange exchange, byte[] body) throws IOException, InterruptedException {
        HttpResponse<byte[]> response = send(exchange, body);
        answer(exchange, response.statusCode(), response.body());
    }

    private void passSome(HttpExchange exchange, byte[] body) throws IOException, InterruptedException {
        if (!exchange.getRequestURI().getPath().endsWith(BULK)) {
            pass(exchange, body);
            return;
        }
        PartialBulk.Split split = partialBulk.split(body);
        if (split.kept().length == 0) {
            refuse(exchange, 503);
            return;
        }
        HttpResponse<byte[]> response = send(exchange, split.kept());
        byte[] merged = response.statusCode() == 200 ? split.merge(response.body()) : response.body();
        answer(exchange, response.statusCode(), merged);
    }

    private HttpResponse<byte[]> send(HttpExchange exchange, byte[] body) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        target.resolve(exchange.getRequestURI().toString()))
                .timeout(REQUEST)
                .method(exchange.getRequestMethod(), BodyPublishers.ofByteArray(body));
        String type = exchange.getRequestHeaders().getFirst("content-type");
        if (type != null) {
            request.header("content-type", type);
        }
        return http.send(request.build(), BodyHandlers.ofByteArray());
    }

    private static void refuse(HttpExchange exchange, int status) throws IOException {
        String error = """
                {"error": {"type": "rejected_execution_exception", "reason": "by the campaign"}, "status": %d}""";
        answer(exchange, status, error.formatted(status).getBytes(UTF_8));
    }

    private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("content-type", "application/json");
        boolean head = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(status, head || body.length == 0 ? -1 : body.length);
        if (!head) {
            exchange.getResponseBody().write(body);
        }
    }
}
