package dev.millrace.embedded;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/**
 * Finds the programs the nodes run. They stand in {@code kafka-node/target/home} and {@code opensearch-node/target/home}
 * of a build tree's {@code embedded} folder, or in {@code kafka-node} and {@code opensearch-node} of a distribution's.
 */
public final class EmbeddedHome {

    /** The system property that names the {@code embedded} folder. */
    public static final String PROPERTY = "millrace.embedded.home";

    private EmbeddedHome() {}

    /** The {@code embedded} folder that the system property names. */
    public static Path fromSystemProperty() {
        String home = System.getProperty(PROPERTY);
        if (home == null) {
            throw new EmbeddedStackException(
                    "The programs of Kafka and OpenSearch are not known: set the system property " + PROPERTY
                            + " to the folder `embedded` of a built Millrace");
        }
        return Path.of(home);
    }

    /** The folder that holds the node's {@code lib}. */
    static Path of(NodeKind kind, Path home) {
        Path folder = home.resolve(kind.fileName() + "-node");
        for (Path candidate : new Path[] {folder.resolve("target").resolve("home"), folder}) {
            if (Files.isDirectory(candidate.resolve("lib")) && Files.exists(properties(candidate))) {
                return candidate;
            }
        }
        throw new EmbeddedStackException(
                "The program of " + kind.title() + " is not in " + folder + ": run `./mvnw package` to assemble it");
    }

    /** The version of the program in a folder that {@link #of} found. */
    static String version(Path nodeHome) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(properties(nodeHome))) {
            properties.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.getProperty("version", "0");
    }

    private static Path properties(Path nodeHome) {
        return nodeHome.resolve("node.properties");
    }
}
