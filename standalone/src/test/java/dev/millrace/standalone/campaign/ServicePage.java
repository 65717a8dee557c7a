package dev.millrace.standalone.campaign;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Arrays;

/** What a service tells of itself over HTTP. */
final class ServicePage {

    private static final Duration REQUEST = Duration.ofSeconds(5);

    private final HttpClient http;
    private final URI root;

    ServicePage(HttpClient http, int port) {
        this.http = http;
        this.root = URI.create("http://127.0.0.1:" + port);
    }

    boolean ready() throws InterruptedException {
        return isOk("/health/ready");
    }

    /** Whether it is worth waiting for: false when it says of itself that it can't go on. */
    boolean alive() throws InterruptedException {
        try {
            return get("/health/live").statusCode() != 503;
        } catch (IOException e) {
            return true; // it may be starting, and its process is watched by others
        }
    }

    /** The sum over all samples whose line begins with the name and holds these labels. */
    double sum(String name, String... labels) throws IOException, InterruptedException {
        return get("/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith(name))
                .filter(line -> Arrays.stream(labels).allMatch(line::contains))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }

    private boolean isOk(String path) throws InterruptedException {
        try {
            return get(path).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(root.resolve(path)).timeout(REQUEST).build();
        return http.send(request, BodyHandlers.ofString());
    }
}
