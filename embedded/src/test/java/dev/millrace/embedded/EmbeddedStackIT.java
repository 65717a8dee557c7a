package dev.millrace.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The stack as its users meet it. */
class EmbeddedStackIT {

    private static final String TOPIC = "letters";

    @TempDir
    Path folder;

    @Test
    void bothServeClientsAndKeepTheirDataOverARestartAndACrash() throws Exception {
        EmbeddedConfig config = config();
        try (EmbeddedStack stack = EmbeddedStack.start(config)) {
            createTopic(stack);
            produce(stack, "alpha");
            createVectorIndex(stack);
            index(stack, "1", "[1.0, 0.0, 0.0]");
            index(stack, "2", "[0.0, 1.0, 0.0]");
            assertThat(nearest(stack, "[0.9, 0.1, 0.0]")).contains("\"_id\":\"1\"");

            stack.kafka().kill();
            stack.kafka().start();
            produce(stack, "beta");
            assertThatThrownBy(() -> EmbeddedKafka.start(config))
                    .isInstanceOf(EmbeddedStackException.class)
                    .hasMessageContaining("in use by another running Millrace");
        }
        try (EmbeddedStack stack = EmbeddedStack.start(config)) {
            assertThat(consume(stack, 2)).containsExactly("alpha", "beta");
            assertThat(nearest(stack, "[0.1, 0.9, 0.0]")).contains("\"_id\":\"2\"");
            assertThat(deleteByQuery(stack)).contains("\"deleted\":2");
        }
    }

    @Test
    void aTakenPortIsNamed() throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(config())) {
            int port = URI.create("kafka://" + kafka.bootstrapServers()).getPort();
            EmbeddedConfig other = EmbeddedConfig.of(
                            EmbeddedHome.fromSystemProperty(), folder.resolve("other"), folder.resolve("logs"))
                    .withPorts(port, port);
            assertThatThrownBy(() -> EmbeddedStack.start(other))
                    .isInstanceOf(EmbeddedStackException.class)
                    .hasMessageMatching("Port " + port + " is taken by another process: stop it or choose another with"
                            + " --(kafka|opensearch)-port");
        }
    }

    @Test
    void aTooOldDataDirectoryIsNamedAndTheOtherNodeIsNotLeftBehind() throws Exception {
        new FormatFile(Files.createDirectories(folder.resolve("data")))
                .write(NodeKind.OPENSEARCH, new DataFormat(DataFormat.CURRENT_LAYOUT, "1.3.0"));
        assertThatThrownBy(() -> EmbeddedStack.start(config()))
                .isInstanceOf(EmbeddedStackException.class)
                .hasMessageContaining("too old to be read");
        assertThat(ProcessHandle.current().children()).noneMatch(ProcessHandle::isAlive);
    }

    @Test
    void aChildThatCannotRunIsReportedWithItsOwnWords() {
        EmbeddedConfig tooLittle = config().withHeaps(new HeapSize(1, 1), new HeapSize(1, 1));
        assertThatThrownBy(() -> EmbeddedKafka.start(tooLittle))
                .isInstanceOf(EmbeddedStackException.class)
                .hasMessageStartingWith("Kafka ")
                .hasMessageContaining("kafka.log");
    }

    @Test
    void theChildDiesWhenItsParentIsKilledAndTheSystemStartsAgainAtOnce() throws Exception {
        Process parent = startParent();
        try {
            String line = parent.inputReader()
                    .lines()
                    .filter(text -> text.matches("\\d+"))
                    .findFirst()
                    .orElseThrow();
            Optional<ProcessHandle> child = ProcessHandle.of(Long.parseLong(line));
            assertThat(child).isPresent();

            parent.destroyForcibly().waitFor();

            EmbeddedKafka.start(config()).close();
            child.orElseThrow().onExit().get(30, TimeUnit.SECONDS);
        } finally {
            parent.destroyForcibly();
        }
    }

    private EmbeddedConfig config() {
        return EmbeddedConfig.of(EmbeddedHome.fromSystemProperty(), folder.resolve("data"), folder.resolve("logs"));
    }

    private Process startParent() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-D" + EmbeddedHome.PROPERTY + "=" + System.getProperty(EmbeddedHome.PROPERTY),
                        ParentMain.class.getName(),
                        folder.toString())
                .redirectErrorStream(true)
                .start();
    }

    private static void createTopic(EmbeddedStack stack) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", stack.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1))).all().get(10, TimeUnit.SECONDS);
        }
    }

    private static void produce(EmbeddedStack stack, String value) throws Exception {
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", stack.bootstrapServers()),
                new StringSerializer(),
                new StringSerializer())) {
            producer.send(new ProducerRecord<>(TOPIC, value)).get(10, TimeUnit.SECONDS);
        }
    }

    private static List<String> consume(EmbeddedStack stack, int count) {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", stack.bootstrapServers(), "auto.offset.reset", "earliest");
        List<String> values = new ArrayList<>();
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.assign(List.of(new TopicPartition(TOPIC, 0)));
            while (values.size() < count && System.nanoTime() < deadline) {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> values.add(record.value()));
            }
        }
        return values;
    }

    private static void createVectorIndex(EmbeddedStack stack) throws Exception {
        send(stack, "PUT", "/passages", """
                {"settings": {"index.knn": true, "number_of_replicas": 0},
                 "mappings": {"properties": {"embedding": {"type": "knn_vector", "dimension": 3,
                   "method": {"name": "hnsw", "engine": "lucene", "space_type": "cosinesimil"}}}}}
                """);
    }

    private static void index(EmbeddedStack stack, String id, String vector) throws Exception {
        send(stack, "PUT", "/passages/_doc/" + id + "?refresh=true", "{\"embedding\": " + vector + "}");
    }

    private static String nearest(EmbeddedStack stack, String vector) throws Exception {
        return send(stack, "POST", "/passages/_search", """
                {"size": 1, "query": {"knn": {"embedding": {"vector": %s, "k": 1}}}}
                """.formatted(vector));
    }

    private static String deleteByQuery(EmbeddedStack stack) throws Exception {
        return send(stack, "POST", "/passages/_delete_by_query", "{\"query\": {\"match_all\": {}}}");
    }

    private static String send(EmbeddedStack stack, String method, String path, String body) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(stack.openSearchUri().resolve(path))
                    .header("content-type", "application/json")
                    .method(method, BodyPublishers.ofString(body))
                    .build();
            var response = client.send(request, BodyHandlers.ofString());
            assertThat(response.statusCode()).as(response.body()).isBetween(200, 299);
            return response.body();
        }
    }
}
