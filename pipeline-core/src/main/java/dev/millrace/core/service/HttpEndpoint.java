package dev.millrace.core.service;

import io.helidon.http.HeaderNames;
import io.helidon.http.HttpMediaType;
import io.helidon.http.Status;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.helidon.webserver.http1.Http1Config;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The HTTP port of one process: {@code /metrics} (of some names: {@code ?name[]=}), {@code /health/live},
 * {@code /health/ready}, and what its services add. Live means: no restart needed. Ready means: every service takes work.
 */
public final class HttpEndpoint implements AutoCloseable {

    private static final String PROMETHEUS_TEXT = "text/plain; version=0.0.4; charset=utf-8";

    private static final String ONLY_NAME = "name[]";
    /** What the text adds to the name of a metric. */
    private static final Pattern ENDING = Pattern.compile("_(total|sum|count|bucket)$");

    /** Room for a long question in the address of a GET. */
    private static final int LONGEST_REQUEST_LINE_BYTES = 32 * 1024;

    private final WebServer server;
    private final List<RunningService> services;
    private final PrometheusMeterRegistry registry;

    /** Starts listening. */
    public HttpEndpoint(HttpConfig config, List<RunningService> services, PrometheusMeterRegistry registry) {
        this.services = List.copyOf(services);
        this.registry = registry;
        this.server = WebServer.builder()
                .host(config.host())
                .port(config.port())
                .shutdownHook(false)
                .addProtocol(Http1Config.builder()
                        .maxPrologueLength(LONGEST_REQUEST_LINE_BYTES)
                        // Routes check their parameters themselves; page>=3 may stand in an address as it is.
                        .validatePrologue(false)
                        .build())
                .directHandlers(UnreadableRequests.handlers())
                .routing(this::route)
                .build()
                .start();
    }

    public int port() {
        return server.port();
    }

    @Override
    public void close() {
        server.stop();
    }

    private void route(HttpRouting.Builder routing) {
        routing.get("/metrics", this::metrics)
                .get("/health/live", (request, response) -> health(response, false))
                .get("/health/ready", (request, response) -> health(response, true));
        services.forEach(service -> service.route(routing));
    }

    /** All of them, or those of the names that are asked for, as Prometheus' own clients take it. */
    private void metrics(ServerRequest request, ServerResponse response) {
        Set<String> names = new HashSet<>();
        for (String name : request.query().all(ONLY_NAME, List::of)) {
            names.add(ENDING.matcher(name).replaceFirst(""));
        }
        response.header(HeaderNames.CONTENT_TYPE, PROMETHEUS_TEXT);
        response.send(names.isEmpty() ? registry.scrape() : registry.scrape(PROMETHEUS_TEXT, names));
    }

    private void health(ServerResponse response, boolean mustBeReady) {
        boolean well = services.stream().allMatch(service -> well(service.health(), mustBeReady));
        response.status(well ? Status.OK_200 : Status.SERVICE_UNAVAILABLE_503);
        response.headers().contentType(HttpMediaType.create("application/json"));
        response.send(HealthReport.json(services));
    }

    private static boolean well(Health health, boolean mustBeReady) {
        return switch (health) {
            case Health.Ready() -> true;
            case Health.Waiting(String reason) -> !mustBeReady;
            case Health.Failed(String reason) -> false;
        };
    }
}
