package dev.millrace.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** One OpenSearch node with k-NN (engine {@code lucene} only) as a child process. */
public final class EmbeddedOpenSearch implements Node {

    private static final String SETTINGS = "opensearch.yml";

    private static final List<String> JVM_OPTIONS = List.of(
            "-XX:+UseG1GC",
            // Lucene computes vector similarities with it.
            "--add-modules=jdk.incubator.vector",
            "-Dio.netty.noUnsafe=true",
            // Hundreds of constructors are called once, while the node is wired: no code is generated for each.
            "-Djdk.reflect.useNativeAccessorOnly=true",
            "-Dopensearch.networkaddress.cache.ttl=60",
            "-Dopensearch.networkaddress.cache.negative.ttl=10");

    private final EmbeddedNode node;
    private final int port;

    EmbeddedOpenSearch(EmbeddedConfig config) {
        port = Ports.orAnyFree(config.openSearchPort());
        List<String> options = new ArrayList<>(config.openSearchHeap().jvmOptions());
        options.addAll(JVM_OPTIONS);
        node = new EmbeddedNode(NodeKind.OPENSEARCH, config, port, options, this::writeSettings);
    }

    /** Starts a node and returns when every index that it holds can be searched and written. */
    public static EmbeddedOpenSearch start(EmbeddedConfig config) throws InterruptedException {
        EmbeddedOpenSearch openSearch = new EmbeddedOpenSearch(config);
        openSearch.start();
        return openSearch;
    }

    /** Starts the node again, on the same port and data, after {@link #stop} or {@link #kill}. */
    @Override
    public void start() throws InterruptedException {
        try (OpenSearchProbe probe = new OpenSearchProbe(uri())) {
            node.start(probe::isReady);
        }
    }

    /** Where the HTTP interface is. */
    public URI uri() {
        return URI.create("http://" + Ports.LOOPBACK + ":" + port);
    }

    @Override
    public String title() {
        return NodeKind.OPENSEARCH.title();
    }

    @Override
    public Process process() {
        return node.process();
    }

    public long pid() {
        return node.process().pid();
    }

    /** Lets the node end in order, and ends it after a deadline if it does not. */
    public void stop() {
        node.stop();
    }

    /** Ends the node as a crash would. */
    @Override
    public void kill() {
        node.kill();
    }

    @Override
    public void close() {
        stop();
    }

    /** Writes the node's settings into its folder and returns the argument that names them. */
    private Path writeSettings(Path home, Path folder) throws IOException {
        Path configuration = Files.createDirectories(folder.resolve("config"));
        String settings = defaults()
                + """
                http.port: %d
                path.home: %s
                path.data: %s
                path.logs: %s
                """.formatted(port, quoted(home), quoted(folder.resolve("data")), quoted(folder.resolve("logs")));
        Files.writeString(configuration.resolve(SETTINGS), settings);
        return configuration;
    }

    private static String defaults() throws IOException {
        try (InputStream defaults = EmbeddedOpenSearch.class.getResourceAsStream(SETTINGS)) {
            return new String(Objects.requireNonNull(defaults, SETTINGS).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String quoted(Path path) {
        return '"' + path.toString().replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
