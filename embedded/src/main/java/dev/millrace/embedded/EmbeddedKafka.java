package dev.millrace.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Properties;

/** One Kafka broker, its own controller, as a child process. */
public final class EmbeddedKafka implements Node {

    private static final String SETTINGS = "kafka.properties";

    /** Fast to start and small: a broker's work is moving bytes, which the C1 compiler does well enough. */
    private static final List<String> JVM_OPTIONS = List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

    private final EmbeddedNode node;
    private final int port;
    private final int controllerPort;

    EmbeddedKafka(EmbeddedConfig config) {
        port = Ports.orAnyFree(config.kafkaPort());
        controllerPort = Ports.orAnyFree(config.kafkaControllerPort());
        List<String> options = new ArrayList<>(config.kafkaHeap().jvmOptions());
        options.addAll(JVM_OPTIONS);
        node = new EmbeddedNode(NodeKind.KAFKA, config, port, options, this::writeSettings);
    }

    /** Starts a broker and returns when clients can use it. */
    public static EmbeddedKafka start(EmbeddedConfig config) throws InterruptedException {
        EmbeddedKafka kafka = new EmbeddedKafka(config);
        kafka.start();
        return kafka;
    }

    /** Starts the broker again, on the same port and data, after {@link #stop} or {@link #kill}. */
    @Override
    public void start() throws InterruptedException {
        node.start(() -> KafkaProbe.isReady(port));
    }

    /** What a client needs as {@code bootstrap.servers}. */
    public String bootstrapServers() {
        return Ports.LOOPBACK + ":" + port;
    }

    @Override
    public String title() {
        return NodeKind.KAFKA.title();
    }

    @Override
    public Process process() {
        return node.process();
    }

    public long pid() {
        return node.process().pid();
    }

    /** Lets the broker end in order, and ends it after a deadline if it does not. */
    public void stop() {
        node.stop();
    }

    /** Ends the broker as a crash would. */
    @Override
    public void kill() {
        node.kill();
    }

    @Override
    public void close() {
        stop();
    }

    /** Writes the broker's settings into its folder and returns the argument that names them. */
    private Path writeSettings(Path home, Path folder) throws IOException {
        Properties settings = new Properties();
        try (InputStream defaults = EmbeddedKafka.class.getResourceAsStream(SETTINGS)) {
            settings.load(Objects.requireNonNull(defaults, SETTINGS));
        }
        String listener = "PLAINTEXT://" + Ports.LOOPBACK + ":" + port;
        String controller = Ports.LOOPBACK + ":" + controllerPort;
        settings.setProperty("listeners", listener + ",CONTROLLER://" + controller);
        settings.setProperty("advertised.listeners", listener);
        settings.setProperty("controller.quorum.voters", settings.getProperty("node.id") + "@" + controller);
        settings.setProperty("log.dirs", folder.resolve("log").toString());
        Path file = folder.resolve("server.properties");
        try (OutputStream out = Files.newOutputStream(file)) {
            settings.store(out, "Written at every start");
        }
        return file;
    }
}
