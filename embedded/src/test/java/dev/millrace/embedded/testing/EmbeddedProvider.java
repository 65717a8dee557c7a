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

/** Child processes on any free ports, with their data under the module's {@code target}. */
final class EmbeddedProvider implements TestStack.Provider {

    private final EmbeddedConfig config = EmbeddedConfig.of(EmbeddedHome.fromSystemProperty(), data(), logs());

    @Override
    public String startKafka() throws InterruptedException {
        EmbeddedKafka kafka = EmbeddedKafka.start(config);
        Runtime.getRuntime().addShutdownHook(new Thread(kafka::kill));
        return kafka.bootstrapServers();
    }

    @Override
    public URI startOpenSearch() throws InterruptedException {
        EmbeddedOpenSearch openSearch = EmbeddedOpenSearch.start(config);
        // Nobody wants the data again: no need to wait for an end in order.
        Runtime.getRuntime().addShutdownHook(new Thread(openSearch::kill));
        return openSearch.uri();
    }

    private static Path data() {
        try {
            Path target = Files.createDirectories(Path.of("target", "test-stack"));
            return Files.createTempDirectory(target, "data-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path logs() {
        return Path.of("target", "test-stack", "logs-" + ProcessHandle.current().pid());
    }
}
