package dev.millrace.standalone.campaign;

import dev.millrace.core.config.Settings;
import dev.millrace.core.config.SettingsLoader;
import dev.millrace.core.kafka.KafkaConfig;
import dev.millrace.core.kafka.TopicsConfig;
import dev.millrace.core.service.Closer;
import dev.millrace.embedded.EmbeddedConfig;
import dev.millrace.embedded.EmbeddedHome;
import dev.millrace.embedded.EmbeddedStack;
import dev.millrace.embedded.HeapSize;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;

/** The system that is tested, each part in a process of its own: nodes, services, and what stands between them. */
final class Rig implements AutoCloseable {

    /** Short, so that others take over soon; the least that the broker allows. */
    private static final String SESSION_TIMEOUT_MILLIS = "6000";

    private static final HeapSize KAFKA_HEAP = new HeapSize(128, 384);
    private static final HeapSize OPENSEARCH_HEAP = new HeapSize(512, 512);

    private final Closer closer = new Closer();
    private final HttpClient http = closer.register(HttpClient.newHttpClient());
    private final Path folder;
    private final EmbeddedStack nodes;
    private final FaultProxy proxy;
    private final BucketServer bucket;
    private final Settings settings;
    private final Map<Service, Supervisor> services = new EnumMap<>(Service.class);
    private final Map<Service, ServicePage> pages = new EnumMap<>(Service.class);

    private Rig(Path folder, long seed) throws IOException, InterruptedException {
        this.folder = Files.createDirectories(folder);
        Files.createDirectories(inbox());
        EmbeddedConfig config = EmbeddedConfig.of(
                        EmbeddedHome.fromSystemProperty(), folder.resolve("data"), folder.resolve("logs"))
                .withHeaps(KAFKA_HEAP, OPENSEARCH_HEAP);
        this.nodes = closer.register(EmbeddedStack.start(config));
        this.proxy = closer.register(new FaultProxy(nodes.openSearchUri(), seed));
        this.bucket = closer.register(BucketServer.start(folder.resolve("logs"), freePort()));
        this.settings = new SettingsLoader(Map.of(), new Properties())
                .load(null, Map.of("millrace.kafka.bootstrap-servers", nodes.bootstrapServers()));
    }

    /**
     * Starts everything; the services take work some time later.
     *
     * @param folder for data, logs and the inbox; the caller's to delete
     */
    static Rig start(Path folder, long seed) throws IOException, InterruptedException {
        Rig rig = new Rig(folder.toAbsolutePath(), seed);
        try {
            for (Service service : Service.values()) {
                int port = freePort();
                rig.pages.put(service, new ServicePage(rig.http, port));
                rig.services.put(
                        service, rig.closer.register(new Supervisor(rig.program(service, service.tag(), port))));
            }
            return rig;
        } catch (IOException | RuntimeException e) {
            rig.close();
            throw e;
        }
    }

    /** A second process of a service, with state of its own, as another replica. */
    Supervisor standIn(Service service) throws IOException {
        return new Supervisor(program(service, service.tag() + "-2", freePort()));
    }

    EmbeddedStack nodes() {
        return nodes;
    }

    FaultProxy proxy() {
        return proxy;
    }

    Supervisor service(Service service) {
        return services.get(service);
    }

    ServicePage page(Service service) {
        return pages.get(service);
    }

    /** The settings that all services share. */
    Settings settings() {
        return settings;
    }

    TopicsConfig topics() {
        return TopicsConfig.from(settings);
    }

    /** Of a producer that loses nothing. */
    Properties producer() {
        return KafkaConfig.from(settings).producer("campaign");
    }

    BucketServer bucket() {
        return bucket;
    }

    Path inbox() {
        return folder.resolve("inbox");
    }

    @Override
    public void close() {
        services.values().forEach(Supervisor::close);
        closer.close();
    }

    private ServiceProcess program(Service service, String name, int httpPort) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("millrace.kafka.bootstrap-servers", nodes.bootstrapServers());
        values.put("millrace.kafka.properties.session.timeout.ms", SESSION_TIMEOUT_MILLIS);
        values.put("millrace.kafka.properties.heartbeat.interval.ms", "2000");
        values.put("millrace.opensearch.url", proxy.uri().toString());
        values.put("millrace.opensearch.request-timeout", "5s");
        values.put("millrace.index.retry.longest-pause", "3s");
        values.put("millrace.http.port", Integer.toString(httpPort));
        values.put("millrace.telemetry.lag-interval", "500ms");
        values.put("millrace.ingest.sources.inbox.folder", inbox().toString());
        values.put("millrace.ingest.sources.inbox.settle", "50ms");
        values.put(
                "millrace.ingest.state-directory",
                folder.resolve("state").resolve(name).toString());
        values.put(
                "millrace.embed.cache.directory",
                folder.resolve("vectors").resolve(name).toString());
        values.put("millrace.ingest.sources.bucket.bucket", BucketServer.BUCKET);
        values.put("millrace.ingest.sources.bucket.endpoint", bucket.uri().toString());
        values.put("millrace.ingest.sources.bucket.listing-interval", "2s");
        // Many small chunks: more to go wrong, less to compute.
        values.put("millrace.ingest.chunking.max-tokens", "64");
        values.put("millrace.embed.max-poll-records", "16");
        values.put("millrace.index.max-poll-records", "50");
        return new ServiceProcess(service, name, folder.resolve("logs"), values);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
