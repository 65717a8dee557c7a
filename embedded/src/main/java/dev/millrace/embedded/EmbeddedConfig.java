package dev.millrace.embedded;

import java.nio.file.Path;

/**
 * What to start and where. A port of 0 means any free one; it is chosen once and kept when a node is restarted.
 *
 * @param home the {@code embedded} folder of a build tree or of a distribution, see {@link EmbeddedHome}
 * @param dataDirectory kept between runs; one running system at a time
 * @param logDirectory for the nodes' logs and what they print
 * @param java the {@code java} executable that runs the nodes
 */
public record EmbeddedConfig(
        Path home,
        Path dataDirectory,
        Path logDirectory,
        int kafkaPort,
        int kafkaControllerPort,
        int openSearchPort,
        HeapSize kafkaHeap,
        HeapSize openSearchHeap,
        Path java) {

    private static final HeapSize DEFAULT_KAFKA_HEAP = new HeapSize(256, 512);
    private static final HeapSize DEFAULT_OPENSEARCH_HEAP = new HeapSize(1024, 1024);

    public EmbeddedConfig {
        home = home.toAbsolutePath().normalize();
        dataDirectory = dataDirectory.toAbsolutePath().normalize();
        logDirectory = logDirectory.toAbsolutePath().normalize();
        requirePort("kafkaPort", kafkaPort);
        requirePort("kafkaControllerPort", kafkaControllerPort);
        requirePort("openSearchPort", openSearchPort);
    }

    /** Any free ports, default heaps, and the Java that runs this JVM. */
    public static EmbeddedConfig of(Path home, Path dataDirectory, Path logDirectory) {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        return new EmbeddedConfig(
                home, dataDirectory, logDirectory, 0, 0, 0, DEFAULT_KAFKA_HEAP, DEFAULT_OPENSEARCH_HEAP, java);
    }

    /** The same with other ports for clients. */
    public EmbeddedConfig withPorts(int newKafkaPort, int newOpenSearchPort) {
        return new EmbeddedConfig(
                home,
                dataDirectory,
                logDirectory,
                newKafkaPort,
                kafkaControllerPort,
                newOpenSearchPort,
                kafkaHeap,
                openSearchHeap,
                java);
    }

    /** The same with other heaps. */
    public EmbeddedConfig withHeaps(HeapSize newKafkaHeap, HeapSize newOpenSearchHeap) {
        return new EmbeddedConfig(
                home,
                dataDirectory,
                logDirectory,
                kafkaPort,
                kafkaControllerPort,
                openSearchPort,
                newKafkaHeap,
                newOpenSearchHeap,
                java);
    }

    private static void requirePort(String name, int port) {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException(name + " is " + port + ": use 0 (any free port) to 65535");
        }
    }
}
