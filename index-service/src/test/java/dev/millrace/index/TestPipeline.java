package dev.millrace.index;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.core.config.Settings;
import dev.millrace.core.config.SettingsLoader;
import dev.millrace.core.deadletter.DeadLetter;
import dev.millrace.core.kafka.KafkaConfig;
import dev.millrace.core.kafka.TopicsConfig;
import dev.millrace.core.message.EmbeddedChunkEvent;
import dev.millrace.core.telemetry.ServiceMetrics;
import dev.millrace.embedded.testing.TestStack;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Topics and an index for one test, seen as a producer and a plain HTTP client of OpenSearch see them. */
final class TestPipeline implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final String id = "t" + UUID.randomUUID().toString().substring(0, 8);
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final HttpClient http = HttpClient.newHttpClient();
    private final URI openSearch;
    private final Settings settings;
    private final KafkaConfig kafka;
    private final TopicsConfig topics;
    private final KafkaProducer<byte[], byte[]> producer;

    TestPipeline() throws InterruptedException {
        this(TestStack.shared().openSearchUri());
    }

    /** With something else in OpenSearch's place. */
    TestPipeline(URI openSearch) throws InterruptedException {
        this(openSearch, Map.of());
    }

    /** With other settings, each by its full key. */
    TestPipeline(URI openSearch, Map<String, String> overrides) throws InterruptedException {
        this.openSearch = openSearch;
        Map<String, String> all = new HashMap<>(overrides);
        all.put("millrace.kafka.bootstrap-servers", TestStack.kafka());
        all.put("millrace.opensearch.url", openSearch.toString());
        all.put("millrace.opensearch.alias", id);
        all.put("millrace.topics.partitions", "1");
        List.of("documents", "chunks", "embedded-chunks", "dead-letters")
                .forEach(topic -> all.put("millrace.topics." + topic, id + "." + topic));
        settings = new SettingsLoader(Map.of(), new Properties()).load(null, all);
        kafka = KafkaConfig.from(settings);
        topics = TopicsConfig.from(settings);
        producer = new KafkaProducer<>(kafka.producer("test"), new ByteArraySerializer(), new ByteArraySerializer());
    }

    Settings settings() {
        return settings;
    }

    SimpleMeterRegistry registry() {
        return registry;
    }

    IndexNames names() {
        return new IndexNames(id);
    }

    void produce(EmbeddedChunkEvent event) throws Exception {
        produceBytes(event.toByteArray());
    }

    void produceBytes(byte[] value) throws Exception {
        producer.send(new ProducerRecord<>(topics.embeddedChunks(), "key".getBytes(UTF_8), value))
                .get();
    }

    /** Reads so many dead letters from the beginning. */
    List<DeadLetter> deadLetters(int count) {
        List<DeadLetter> letters = new ArrayList<>();
        Properties properties = kafka.consumer("test-dead-letters", id + "-" + UUID.randomUUID());
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.subscribe(List.of(topics.deadLetters()));
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
            while (letters.size() < count && System.nanoTime() < deadline) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
                    letters.add(DeadLetter.read(record.headers()).orElseThrow());
                }
            }
        }
        return letters;
    }

    /** Lets the next consumer of the group start at the beginning. The group must have no members. */
    void forgetOffsets() throws Exception {
        try (Admin admin = Admin.create(kafka.common("test-admin"))) {
            admin.deleteConsumerGroups(List.of(IndexApplication.GROUP)).all().get();
        }
    }

    JsonNode search(String query) throws IOException, InterruptedException {
        return send("POST", "/" + id + "/_search", query).path("hits").path("hits");
    }

    /** The ids of the chunks that a query finds through the alias. */
    List<String> found(String query) throws IOException, InterruptedException {
        List<String> ids = new ArrayList<>();
        search(query).forEach(hit -> ids.add(hit.path("_id").asText()));
        return ids;
    }

    JsonNode get(String path) throws IOException, InterruptedException {
        return send("GET", path, "");
    }

    void put(String path, String body) throws IOException, InterruptedException {
        send("PUT", path, body);
    }

    /** A dead-letter topic that takes no record. */
    void refuseDeadLetters() throws Exception {
        try (Admin admin = Admin.create(kafka.common("test-admin"))) {
            NewTopic topic = new NewTopic(topics.deadLetters(), 1, (short) 1)
                    .configs(Map.of(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, "10"));
            admin.createTopics(List.of(topic)).all().get();
        }
    }

    /** How far the consumer group has come; 0 when it has committed nothing. */
    long committed() throws Exception {
        try (Admin admin = Admin.create(kafka.common("test-admin"))) {
            return admin
                    .listConsumerGroupOffsets(IndexApplication.GROUP)
                    .partitionsToOffsetAndMetadata()
                    .get()
                    .entrySet()
                    .stream()
                    .filter(entry -> entry.getKey().topic().equals(topics.embeddedChunks()))
                    .mapToLong(entry -> entry.getValue().offset())
                    .sum();
        }
    }

    void delete(String path) throws IOException, InterruptedException {
        send("DELETE", path, "");
    }

    String json(Object value) throws IOException {
        return JSON.writeValueAsString(value);
    }

    double records(String outcome) {
        Counter counter =
                registry.find(ServiceMetrics.RECORDS).tag("outcome", outcome).counter();
        return counter == null ? 0 : counter.count();
    }

    long freshnessCount() {
        Timer timer = registry.find(ServiceMetrics.FRESHNESS).timer();
        return timer == null ? 0 : timer.count();
    }

    double freshnessMaxMillis() {
        return registry.get(ServiceMetrics.FRESHNESS).timer().max(TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        producer.close();
        http.close();
    }

    private JsonNode send(String method, String path, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(openSearch.resolve(path))
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        return JSON.readTree(
                http.send(request, HttpResponse.BodyHandlers.ofString()).body());
    }
}
