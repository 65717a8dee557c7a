package dev.millrace.core.service;

import dev.millrace.core.config.ConfigException;
import dev.millrace.core.config.Settings;
import dev.millrace.core.config.SettingsLoader;
import dev.millrace.core.kafka.KafkaConfig;
import dev.millrace.core.telemetry.LagMonitor;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs one service as a process of its own: settings, metrics, HTTP, and an orderly end on a signal. */
public final class ServiceMain {

    private static final Logger LOG;

    static {
        Logging.configureService();
        LOG = LoggerFactory.getLogger(ServiceMain.class);
    }

    private ServiceMain() {}

    /**
     * Returns when the process is asked to end. Exits with status 2 for a setting that can't be used.
     *
     * @param args nothing, or the configuration file
     */
    public static void run(ServiceStarter starter, String[] args) {
        CountDownLatch stopping = new CountDownLatch(1);
        Closer closer = new Closer();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            closer.close();
            stopping.countDown();
        }));
        try {
            Logging.bridge();
            Path file = args.length == 0 ? null : Path.of(args[0]);
            start(starter, SettingsLoader.ofProcess().load(file, Map.of()), closer);
            stopping.await();
        } catch (ConfigException e) {
            LOG.error("{}", e.getMessage());
            System.exit(2);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void start(ServiceStarter starter, Settings settings, Closer closer) throws InterruptedException {
        PrometheusMeterRegistry registry = Telemetry.registry(closer);
        RunningService service = closer.register(starter.start(settings, registry));
        closer.register(new LagMonitor(
                KafkaConfig.from(settings),
                service.subscriptions(),
                settings.duration("telemetry.lag-interval"),
                registry));
        HttpEndpoint http = closer.register(new HttpEndpoint(HttpConfig.from(settings), List.of(service), registry));
        LOG.info("{} listens on port {}", service.name(), http.port());
    }
}
