package dev.millrace.embedded.opensearch;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.opensearch.Version;
import org.opensearch.common.settings.Settings;
import org.opensearch.env.Environment;
import org.opensearch.node.Node;
import org.opensearch.node.NodeValidationException;
import org.opensearch.plugins.PluginInfo;

/**
 * Runs one node in this JVM until it is told to end.
 *
 * <p>It does without the distribution's own main class, which wants the jar of a security agent that no Maven
 * repository has, and refuses to run as root. Modules and plugins are found on the class path, not loaded from folders
 * of their own: class loaders of their own would keep them out of the archive of classes. Only those that are needed are
 * there; the script language alone was a third of a start.
 */
public final class OpenSearchNode {

    private static final Logger LOG = LogManager.getLogger(OpenSearchNode.class);
    private static final long CLOSE_SECONDS = 15;

    private static final List<PluginInfo> PLUGINS = List.of(
            plugin("transport-netty4", "org.opensearch.transport.Netty4ModulePlugin"),
            plugin("analysis-common", "org.opensearch.analysis.common.CommonAnalysisModulePlugin"),
            plugin("reindex", "org.opensearch.index.reindex.ReindexModulePlugin"),
            plugin("opensearch-knn", "org.opensearch.knn.plugin.KNNPlugin"));

    private OpenSearchNode() {}

    /** Expects the path of a configuration folder that holds an {@code opensearch.yml}. */
    public static void main(String[] args) throws InterruptedException {
        if (args.length != 1) {
            throw new IllegalArgumentException("Expected one argument, the folder of an opensearch.yml");
        }
        try {
            start(Path.of(args[0]));
        } catch (IOException | NodeValidationException | RuntimeException e) {
            LOG.error("The node did not start: {}", e.getMessage(), e);
            LogManager.shutdown();
            System.exit(1);
        }
        // The node's own threads are daemons: this one keeps the JVM until System.exit, which closes the node.
        new CountDownLatch(1).await();
    }

    private static void start(Path folder) throws IOException, NodeValidationException {
        Settings settings = Settings.builder()
                .loadFromPath(folder.resolve("opensearch.yml"))
                .build();
        Node node = new ClassPathNode(new Environment(settings, folder));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> close(node), "close-node"));
        node.start();
    }

    private static void close(Node node) {
        try {
            node.close();
            if (!node.awaitClose(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("The node still works after {} s: ending without it", CLOSE_SECONDS);
            }
        } catch (IOException e) {
            LOG.error("The node did not close cleanly", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            LogManager.shutdown();
        }
    }

    private static PluginInfo plugin(String name, String className) {
        String java = Integer.toString(Runtime.version().feature());
        return new PluginInfo(
                name, name, Version.CURRENT.toString(), Version.CURRENT, java, className, null, List.of(), false);
    }

    private static final class ClassPathNode extends Node {
        ClassPathNode(Environment environment) {
            super(environment, PLUGINS, true);
        }
    }
}
