package dev.millrace.standalone;

import dev.millrace.core.config.Settings;
import dev.millrace.core.service.Closer;
import dev.millrace.embedded.EmbeddedConfig;
import dev.millrace.embedded.EmbeddedHome;
import dev.millrace.embedded.EmbeddedKafka;
import dev.millrace.embedded.EmbeddedOpenSearch;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** A Kafka, an OpenSearch and the pipeline between them, on one data directory. */
final class LocalSystem implements AutoCloseable {

    private static final Duration BEFORE_RESTART = Duration.ofSeconds(1);

    private final Closer closer = new Closer();
    private final NodeKeeper keeper = new NodeKeeper(BEFORE_RESTART);
    private final DataFolder folder;
    private final SystemState state;
    private final StartReport report;

    private LocalSystem(DataFolder folder, SystemState state, StartReport report) {
        this.folder = folder;
        this.state = state;
        this.report = report;
    }

    /**
     * Returns when everything takes work; leaves nothing running when it throws.
     *
     * @param settings those of the pipeline, with the addresses of {@code state} in them
     */
    static LocalSystem start(DataFolder folder, SystemState state, Settings settings, StartReport report)
            throws InterruptedException {
        LocalSystem system = new LocalSystem(folder, state, report);
        Thread onSignal = new Thread(system::close, "end");
        Runtime.getRuntime().addShutdownHook(onSignal);
        boolean ready = false;
        try {
            system.start(settings);
            ready = true;
            return system;
        } finally {
            if (!ready) {
                system.close();
            }
        }
    }

    @Override
    public void close() {
        keeper.close();
        closer.close();
    }

    private void start(Settings settings) throws InterruptedException {
        closer.register(DataLock.take(folder));
        new Port(state.httpPort()).requireFree("--http-port");
        SystemState starting = state.starting();
        folder.write(starting);
        closer.register(() -> folder.write(state.stopped()));
        EmbeddedConfig nodes = EmbeddedConfig.of(EmbeddedHome.fromSystemProperty(), folder.path(), folder.logs())
                .withPorts(state.kafkaPort(), state.openSearchPort());
        try (Parts parts = new Parts()) {
            CompletableFuture<?> kafka = parts.begin(() -> {
                keeper.keep(closer.register(EmbeddedKafka.start(nodes)));
                return report.step("Kafka is up on port " + state.kafkaPort());
            });
            CompletableFuture<?> openSearch = parts.begin(() -> {
                keeper.keep(closer.register(EmbeddedOpenSearch.start(nodes)));
                return report.step("OpenSearch is up on port " + state.openSearchPort());
            });
            CompletableFuture<Pipeline> pipeline = parts.begin(() -> Pipeline.start(settings, kafka, openSearch));
            parts.await();
            closer.register(pipeline.join());
            report.step("The pipeline takes documents");
            pipeline.join().waiting().forEach(report::step);
        }
        folder.write(starting.ready());
    }
}
