package dev.millrace.standalone;

import dev.millrace.core.config.Settings;
import dev.millrace.core.kafka.KafkaConfig;
import dev.millrace.core.service.Closer;
import dev.millrace.core.service.Health;
import dev.millrace.core.service.HttpConfig;
import dev.millrace.core.service.HttpEndpoint;
import dev.millrace.core.service.RunningService;
import dev.millrace.core.service.Telemetry;
import dev.millrace.core.telemetry.LagMonitor;
import dev.millrace.embed.EmbedApplication;
import dev.millrace.embed.EmbedConfig;
import dev.millrace.embed.EncoderOpening;
import dev.millrace.encoder.Encoder;
import dev.millrace.index.IndexApplication;
import dev.millrace.ingest.IngestApplication;
import dev.millrace.search.EncoderSource;
import dev.millrace.search.SearchApplication;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/** All services in this JVM, with one encoder, one registry of metrics and one HTTP port. */
final class Pipeline implements AutoCloseable {

    private static final Duration READY_PATIENCE = Duration.ofSeconds(30);
    private static final Duration READY_CHECK = Duration.ofMillis(20);

    private final Closer closer = new Closer();
    private final Settings settings;
    private final PrometheusMeterRegistry registry;
    private List<RunningService> services = List.of();
    private int httpPort;

    private Pipeline(Settings settings) {
        this.settings = settings;
        this.registry = Telemetry.registry(closer);
    }

    /** Starts on a Kafka and an OpenSearch that are there; returns when all services take work, or wait for long. */
    static Pipeline start(Settings settings) throws InterruptedException {
        CompletableFuture<Void> there = CompletableFuture.completedFuture(null);
        return start(settings, there, there);
    }

    /**
     * Does meanwhile what needs no Kafka or OpenSearch, and returns when all services take work, or wait for long.
     * Nothing is left behind when it throws.
     *
     * @param kafka completed when clients can use it
     * @param openSearch completed when clients can use it
     */
    static Pipeline start(Settings settings, CompletableFuture<?> kafka, CompletableFuture<?> openSearch)
            throws InterruptedException {
        Pipeline pipeline = new Pipeline(settings);
        boolean ready = false;
        try {
            pipeline.startServices(kafka, openSearch);
            pipeline.listen();
            pipeline.awaitReady();
            ready = true;
            return pipeline;
        } finally {
            if (!ready) {
                pipeline.close();
            }
        }
    }

    int httpPort() {
        return httpPort;
    }

    /** What each service that does not take work yet says it is waiting for. */
    List<String> waiting() {
        return services.stream().flatMap(service -> waiting(service).stream()).toList();
    }

    @Override
    public void close() {
        closer.close();
    }

    private void startServices(CompletableFuture<?> kafka, CompletableFuture<?> openSearch)
            throws InterruptedException {
        try (Parts parts = new Parts()) {
            CompletableFuture<Encoder> encoder =
                    parts.beginWhole(() -> EncoderOpening.open(EmbedConfig.from(settings), kafka));
            closer.register(() -> closeIfOpen(encoder));
            CompletableFuture<RunningService> search = parts.begin(
                    () -> closer.register(SearchApplication.start(settings, registry, EncoderSource.shared(encoder))));
            CompletableFuture<RunningService> ingest = parts.begin(() -> {
                kafka.join();
                return closer.register(IngestApplication.start(settings, registry));
            });
            CompletableFuture<RunningService> embed = parts.begin(() -> {
                kafka.join();
                return closer.register(EmbedApplication.start(settings, registry, encoder.join()));
            });
            CompletableFuture<RunningService> index = parts.begin(() -> {
                CompletableFuture.allOf(kafka, openSearch).join();
                return closer.register(IndexApplication.start(settings, registry));
            });
            parts.await();
            services = Stream.of(ingest, embed, index, search)
                    .map(CompletableFuture::join)
                    .toList();
        }
    }

    /** Called when no part is being started any more. */
    private static void closeIfOpen(CompletableFuture<Encoder> encoder) {
        if (encoder.state() == Future.State.SUCCESS) {
            encoder.join().close();
        }
    }

    private void listen() {
        closer.register(new LagMonitor(
                KafkaConfig.from(settings),
                services.stream()
                        .flatMap(service -> service.subscriptions().stream())
                        .distinct()
                        .toList(),
                settings.duration("telemetry.lag-interval"),
                registry));
        HttpEndpoint http = closer.register(new HttpEndpoint(HttpConfig.from(settings), services, registry));
        httpPort = http.port();
    }

    /** One that goes on waiting, for a bucket that is away say, does not keep the others from their work. */
    private void awaitReady() throws InterruptedException {
        long patience = System.nanoTime() + READY_PATIENCE.toNanos();
        while (!waiting().isEmpty() && System.nanoTime() - patience < 0) {
            Thread.sleep(READY_CHECK);
        }
    }

    private static Optional<String> waiting(RunningService service) {
        return switch (service.health()) {
            case Health.Ready() -> Optional.empty();
            case Health.Waiting(String reason) -> Optional.of(service.name() + " is waiting: " + reason);
            case Health.Failed(String reason) ->
                throw CommandFailure.failed(service.name() + " could not start: " + reason);
        };
    }
}
