package dev.millrace.embedded.testing;

import dev.millrace.embedded.EmbeddedConfig;
import dev.millrace.embedded.EmbeddedHome;
import dev.millrace.embedded.EmbeddedKafka;
import dev.millrace.embedded.EmbeddedOpenSearch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** Child processes on any free ports, with their data under the module's {@code target} for as long as they run. */
final class EmbeddedProvider implements TestStack.Provider {

    private static final Path FOLDER = Path.of("target", "test-stack");

    private final EmbeddedConfig config = EmbeddedConfig.of(
            EmbeddedHome.fromSystemProperty(),
            newDataDirectory(),
            FOLDER.resolve("logs-" + ProcessHandle.current().pid()));
    private final List<Runnable> ends = new CopyOnWriteArrayList<>();

    EmbeddedProvider() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::end, "end-test-stack"));
    }

    @Override
    public String startKafka() throws InterruptedException {
        EmbeddedKafka kafka = EmbeddedKafka.start(config);
        ends.add(kafka::kill);
        return kafka.bootstrapServers();
    }

    @Override
    public URI startOpenSearch() throws InterruptedException {
        EmbeddedOpenSearch openSearch = EmbeddedOpenSearch.start(config);
        ends.add(openSearch::kill);
        return openSearch.uri();
    }

    /** Nobody wants the data again, so there is no need to wait for an end in order. */
    private void end() {
        ends.forEach(Runnable::run);
        try (Stream<Path> files = Files.walk(config.dataDirectory())) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            System.err.println("The data of the test stack is left in " + config.dataDirectory() + ": " + e);
        }
    }

    private static Path newDataDirectory() {
        try {
            return Files.createTempDirectory(Files.createDirectories(FOLDER), "data-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
