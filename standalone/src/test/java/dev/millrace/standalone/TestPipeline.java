package dev.millrace.standalone;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.millrace.core.config.Settings;
import dev.millrace.core.config.SettingsLoader;
import dev.millrace.embedded.testing.TestStack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.StreamSupport;

/** The pipeline in this JVM, on topics and an index of its own, with an inbox that tests put files into. */
final class TestPipeline implements AutoCloseable {

    /** The documents that ingest-service's tests use too. */
    static final Path DOCUMENTS = Path.of("..", "ingest-service", "src", "test", "resources", "documents");

    private static final Duration DEADLINE = Duration.ofSeconds(50);
    private static TestPipeline shared;

    private final Path inbox;
    private final Settings settings;
    private Pipeline pipeline;

    private TestPipeline(Path folder) throws InterruptedException {
        this.inbox = folder.resolve("inbox");
        this.settings = settings(folder);
        this.pipeline = Pipeline.start(settings);
    }

    /** The one that all tests of this JVM use. */
    static synchronized TestPipeline shared() throws IOException, InterruptedException {
        if (shared == null) {
            Path folder = Files.createTempDirectory(Files.createDirectories(Path.of("target", "pipeline")), "run-");
            Files.createDirectories(folder.resolve("inbox"));
            TestPipeline started = new TestPipeline(folder.toAbsolutePath());
            Runtime.getRuntime().addShutdownHook(new Thread(started::close));
            shared = started;
        }
        return shared;
    }

    private Settings settings(Path folder) throws InterruptedException {
        TestStack stack = TestStack.shared();
        Map<String, String> overrides = new HashMap<>();
        overrides.put("millrace.kafka.bootstrap-servers", stack.bootstrapServers());
        overrides.put("millrace.kafka.properties.session.timeout.ms", "6000");
        overrides.put("millrace.opensearch.url", stack.openSearchUri().toString());
        overrides.put("millrace.http.port", "0");
        overrides.put("millrace.ingest.sources.inbox.folder", inbox.toString());
        overrides.put(
                "millrace.ingest.state-directory", folder.resolve("ledger").toString());
        return new SettingsLoader(Map.of(), new Properties()).load(null, overrides);
    }

    Path inbox() {
        return inbox;
    }

    Settings settings() {
        return settings;
    }

    /** Ends the pipeline in order and starts it again on the same data. */
    void restart(Runnable meanwhile) throws InterruptedException {
        pipeline.close();
        meanwhile.run();
        pipeline = Pipeline.start(settings);
    }

    /** Copies a fixture into the inbox as a person would. */
    void drop(String fixture, String name) {
        Path source = DOCUMENTS.resolve(fixture);
        put(name, part -> Files.copy(source, part, StandardCopyOption.REPLACE_EXISTING));
    }

    void write(String name, String text) {
        put(name, part -> Files.writeString(part, text));
    }

    void delete(String name) {
        try {
            Files.delete(inbox.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private interface Write {
        void to(Path part) throws IOException;
    }

    private void put(String name, Write write) {
        try {
            Path target = inbox.resolve(name);
            Files.createDirectories(target.getParent());
            Path part = Files.createTempFile(target.getParent(), ".part", null);
            write.to(part);
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The file names of the first hits, the best first. */
    List<String> found(String words, String mode, int size) {
        List<String> names = new ArrayList<>();
        search(words, mode, size)
                .path("hits")
                .forEach(hit -> names.add(hit.path("filename").asText()));
        return names;
    }

    /** The texts of the first hits, the best first. */
    List<String> texts(String words, String mode, int size) {
        return StreamSupport.stream(search(words, mode, size).path("hits").spliterator(), false)
                .map(hit -> hit.path("text").asText())
                .toList();
    }

    JsonNode search(String words, String mode, int size) {
        return json(ApiClient.path(
                "/search",
                List.of(Map.entry("q", words), Map.entry("mode", mode), Map.entry("size", Integer.toString(size)))));
    }

    JsonNode json(String path) {
        try {
            return new JsonMapper().readTree(get(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String get(String path) {
        try {
            ApiClient.Answer answer = new ApiClient(pipeline.httpPort()).get(path);
            if (!answer.isSuccess()) {
                throw new AssertionError(path + " answers " + answer);
            }
            return answer.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until an assertion holds. */
    static void eventually(org.awaitility.core.ThrowingRunnable assertion) {
        await().atMost(DEADLINE).pollInterval(Duration.ofMillis(200)).untilAsserted(assertion);
    }

    @Override
    public void close() {
        pipeline.close();
    }
}
