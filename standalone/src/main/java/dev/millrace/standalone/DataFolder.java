package dev.millrace.standalone;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.Properties;

/** The folder given by {@code --data}: everything that belongs to one system but its inbox. */
record DataFolder(Path path) {

    static final String DEFAULT = ".millrace";
    private static final String STATE = "millrace.properties";

    DataFolder {
        path = path.toAbsolutePath().normalize();
    }

    Path logs() {
        return path.resolve("logs");
    }

    Path log() {
        return logs().resolve("millrace.log");
    }

    /** What a system started in the background prints. */
    Path console() {
        return logs().resolve("console.log");
    }

    /** The copy of the ledger that ingest-service keeps. */
    Path ledger() {
        return path.resolve("ingest");
    }

    /** The cache of vectors that embed-service keeps. */
    Path vectors() {
        return path.resolve("embed");
    }

    Path lock() {
        return path.resolve("millrace.lock");
    }

    /** Empty when no system was ever started here. */
    Optional<SystemState> read() {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(path.resolve(STATE))) {
            properties.load(reader);
            return Optional.of(state(properties));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw CommandFailure.failed("The data directory " + path + " can't be read (" + e
                    + "): check its permissions or choose another with --data");
        } catch (IllegalArgumentException | DateTimeException e) {
            throw CommandFailure.failed("The file " + path.resolve(STATE)
                    + " is damaged: delete it, the documents in the data directory are kept");
        }
    }

    /** Readers see the old state or the new one, never a part. */
    void write(SystemState state) {
        Path file = path.resolve(STATE);
        Path part = path.resolve(STATE + ".part");
        try {
            Files.createDirectories(path);
            try (Writer writer = Files.newBufferedWriter(part)) {
                properties(state).store(writer, "Where this system is reached; written by millrace up and down");
            }
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SystemState state(Properties properties) {
        Optional<SystemState.Owner> owner = Optional.ofNullable(properties.getProperty("pid"))
                .map(pid -> new SystemState.Owner(
                        Long.parseLong(pid),
                        Instant.parse(value(properties, "started-at")),
                        Boolean.parseBoolean(properties.getProperty("ready"))));
        return new SystemState(
                Path.of(value(properties, "inbox")),
                Integer.parseInt(value(properties, "kafka-port")),
                Integer.parseInt(value(properties, "opensearch-port")),
                Integer.parseInt(value(properties, "http-port")),
                Optional.ofNullable(properties.getProperty("config")).map(Path::of),
                owner);
    }

    private static String value(Properties properties, String key) {
        String value = properties.getProperty(key);
        if (value == null) {
            throw new IllegalArgumentException(key);
        }
        return value;
    }

    private static Properties properties(SystemState state) {
        Properties properties = new Properties();
        properties.setProperty("inbox", state.inbox().toString());
        properties.setProperty("kafka-port", Integer.toString(state.kafkaPort()));
        properties.setProperty("opensearch-port", Integer.toString(state.openSearchPort()));
        properties.setProperty("http-port", Integer.toString(state.httpPort()));
        state.config().ifPresent(file -> properties.setProperty("config", file.toString()));
        state.process().ifPresent(owner -> {
            properties.setProperty("pid", Long.toString(owner.pid()));
            properties.setProperty("started-at", owner.startedAt().toString());
            properties.setProperty("ready", Boolean.toString(owner.ready()));
        });
        return properties;
    }
}
