package dev.millrace.embedded.kafka;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import kafka.Kafka;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;

/** Formats the log folder that a {@code server.properties} names, if nobody has, then runs the broker in this JVM. */
public final class KafkaNode {

    private KafkaNode() {}

    /** Expects the path of a {@code server.properties}; returns when the broker has ended. */
    public static void main(String[] args) throws IOException {
        if (args.length != 1) {
            throw new IllegalArgumentException("Expected one argument, the path of a server.properties");
        }
        Path configuration = Path.of(args[0]);
        if (!isFormatted(logFolder(configuration))) {
            format(configuration);
        }
        Kafka.main(args);
    }

    private static boolean isFormatted(Path logFolder) {
        return Files.exists(logFolder.resolve("meta.properties"));
    }

    private static Path logFolder(Path configuration) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(configuration)) {
            properties.load(reader);
        }
        return Path.of(properties.getProperty("log.dirs"));
    }

    private static void format(Path configuration) {
        String[] arguments = {"format", "-t", Uuid.randomUuid().toString(), "-c", configuration.toString()};
        int exitCode = StorageTool.execute(arguments, System.out);
        if (exitCode != 0) {
            throw new IllegalStateException("The Kafka storage could not be formatted: exit code " + exitCode);
        }
    }
}
