package dev.millrace.ingest.source.bucket;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.millrace.ingest.ledger.Fingerprints;
import dev.millrace.ingest.source.Place;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;

/** A server with one bucket that misbehaves as a test says. It takes keys exactly as they come, and checks no login. */
final class FakeS3 implements AutoCloseable {

    static final String BUCKET = "fake-bucket";

    /** An object as it is stored. */
    record Stored(byte[] bytes, String etag, Instant modified, Map<String, String> headers) {}

    /** An answer other than the usual one. */
    record Failure(int status, String code) {}

    final NavigableMap<String, Stored> objects = new ConcurrentSkipListMap<>();
    final AtomicInteger gets = new AtomicInteger();
    final AtomicInteger heads = new AtomicInteger();
    final AtomicInteger listings = new AtomicInteger();
    volatile int pageSize = 1000;
    volatile boolean knowsIfMatch = true;
    volatile Consumer<String> beforeGet = key -> {};
    /** By the method and the key, for example {@code GET a.txt}; the key of a listing is empty. */
    volatile Function<String, Optional<Failure>> failing = request -> Optional.empty();

    private final HttpServer server;

    FakeS3() throws IOException {
        S3Proxy.useCredentials();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    Place.Bucket place() {
        URI endpoint = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        return new Place.Bucket(BUCKET, Optional.of(endpoint), Optional.empty(), true, "");
    }

    void put(String key, String text) {
        put(key, text.getBytes(UTF_8), Map.of());
    }

    void put(String key, byte[] bytes, Map<String, String> headers) {
        String etag = HexFormat.of().formatHex(Fingerprints.digest().digest(bytes), 0, 16);
        objects.put(key, new Stored(bytes, etag, Instant.now(), headers));
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getRawPath();
            String key = path.length() <= BUCKET.length() + 2 ? "" : decoded(path.substring(BUCKET.length() + 2));
            Optional<Failure> failure = failing.apply(exchange.getRequestMethod() + " " + key);
            if (failure.isPresent()) {
                fail(exchange, failure.get());
            } else if (key.isEmpty()) {
                list(exchange);
            } else {
                object(exchange, key);
            }
        }
    }

    private void object(HttpExchange exchange, String key) throws IOException {
        boolean head = exchange.getRequestMethod().equals("HEAD");
        (head ? heads : gets).incrementAndGet();
        if (!head) {
            beforeGet.accept(key);
        }
        Stored stored = objects.get(key);
        if (stored == null) {
            fail(exchange, new Failure(404, "NoSuchKey"));
            return;
        }
        String ifMatch = exchange.getRequestHeaders().getFirst("If-Match");
        if (knowsIfMatch && ifMatch != null && !ifMatch.equals('"' + stored.etag() + '"')) {
            fail(exchange, new Failure(412, "PreconditionFailed"));
            return;
        }
        var headers = exchange.getResponseHeaders();
        headers.set("ETag", '"' + stored.etag() + '"');
        headers.set(
                "Last-Modified",
                DateTimeFormatter.RFC_1123_DATE_TIME.format(stored.modified().atOffset(ZoneOffset.UTC)));
        stored.headers().forEach(headers::set);
        if (head) {
            headers.set("Content-Length", Integer.toString(stored.bytes().length));
            exchange.sendResponseHeaders(200, -1);
        } else {
            send(exchange, 200, stored.bytes());
        }
    }

    private void list(HttpExchange exchange) throws IOException {
        listings.incrementAndGet();
        Map<String, String> query = query(exchange.getRequestURI().getRawQuery());
        String prefix = query.getOrDefault("prefix", "");
        String after = decoded(query.getOrDefault("continuation-token", ""));
        int most = Math.min(pageSize, Integer.parseInt(query.getOrDefault("max-keys", "1000")));
        List<Map.Entry<String, Stored>> left = objects.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(prefix))
                .filter(entry -> after.isEmpty() || entry.getKey().compareTo(after) > 0)
                .limit(most + 1L)
                .toList();
        boolean more = left.size() > most;
        StringBuilder xml = new StringBuilder("<ListBucketResult><EncodingType>url</EncodingType><IsTruncated>")
                .append(more)
                .append("</IsTruncated>");
        for (Map.Entry<String, Stored> entry : left.subList(0, Math.min(most, left.size()))) {
            xml.append(
                    "<Contents><Key>%s</Key><LastModified>%s</LastModified><ETag>&quot;%s&quot;</ETag><Size>%d</Size></Contents>"
                            .formatted(
                                    URLEncoder.encode(entry.getKey(), UTF_8).replace("%2F", "/"),
                                    entry.getValue().modified(),
                                    entry.getValue().etag(),
                                    entry.getValue().bytes().length));
        }
        if (more) {
            xml.append("<NextContinuationToken>")
                    .append(URLEncoder.encode(left.get(most - 1).getKey(), UTF_8)
                            .replace("+", "%20"))
                    .append("</NextContinuationToken>");
        }
        send(exchange, 200, xml.append("</ListBucketResult>").toString().getBytes(UTF_8));
    }

    private static void fail(HttpExchange exchange, Failure failure) throws IOException {
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.sendResponseHeaders(failure.status(), -1);
        } else {
            String body = "<Error><Code>%s</Code><Message>no</Message></Error>".formatted(failure.code());
            send(exchange, failure.status(), body.getBytes(UTF_8));
        }
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        try (OutputStream output = exchange.getResponseBody()) {
            output.write(body);
        }
    }

    private static Map<String, String> query(String raw) {
        Map<String, String> query = new HashMap<>();
        for (String part : raw == null ? new String[0] : raw.split("&")) {
            String[] pair = part.split("=", 2);
            query.put(decoded(pair[0]), pair.length == 2 ? decoded(pair[1]) : "");
        }
        return query;
    }

    /** Of a path or a query, in which a plus is a plus. */
    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), UTF_8);
    }
}
