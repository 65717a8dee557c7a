package dev.millrace.search;

import static dev.millrace.search.SearchClient.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.embedded.testing.TestStack;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What search-service says about itself and the pipeline, also while what it needs is away. */
class SearchStatusIT {

    private static final String ALIAS = "status-it";
    private static final String DEAD_LETTERS = "status-it.dead-letters";

    private static RunningSearch running;
    private static SearchClient client;

    @BeforeAll
    static void start() throws Exception {
        running = new RunningSearch(ALIAS, DEAD_LETTERS);
        client = running.serve();
    }

    @AfterAll
    static void stop() {
        running.close();
    }

    @Test
    void withoutAnIndexNothingIsFound() throws Exception {
        SearchClient other = running.serve("nothing-here", TestStack.openSearch());
        HttpResponse<String> response = other.get("/search?q=queen");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(json(response).get("hits")).isEmpty();
        JsonNode status = json(other.get("/status"));
        assertThat(status.get("chunks").asInt()).isZero();
    }

    @Test
    void withoutOpenSearchTheAnswerIs503() throws Exception {
        SearchClient other = running.serve(ALIAS, URI.create("http://127.0.0.1:1"));
        HttpResponse<String> response = other.get("/search?q=queen");

        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(json(response).get("error").asText()).startsWith("OpenSearch does not answer");
        assertThat(other.get("/health/ready").statusCode()).isEqualTo(503);
        assertThat(other.get("/health/live").statusCode()).isEqualTo(200);
        assertThat(json(other.get("/status")).get("documents").isNull()).isTrue();
    }

    @Test
    void theStatusCountsDocumentsPassagesAndDeadLetters() throws Exception {
        Map<String, Object> kafka = Map.of("bootstrap.servers", TestStack.kafka());
        try (Admin admin = Admin.create(kafka)) {
            assertThat(client.status().get("dead_letters").asInt()).isZero();
            admin.createTopics(List.of(new NewTopic(DEAD_LETTERS, 2, (short) 1)))
                    .all()
                    .get();
        }
        writeInTransactions(3);

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() ->
                        assertThat(client.status().get("dead_letters").asInt()).isEqualTo(3));
        JsonNode status = client.status();
        assertThat(status.get("documents").asInt()).isEqualTo(9);
        assertThat(status.get("chunks").asInt()).isEqualTo(22);
        assertThat(status.get("topics"))
                .extracting(topic -> topic.get("topic").asText())
                .containsExactly("millrace.documents", "millrace.chunks", "millrace.embedded-chunks");
        assertThat(status.at("/topics/0").has("p99_seconds")).isTrue();
    }

    @Test
    void thePageIsServedAndMayLoadNothingFromElsewhere() throws Exception {
        HttpResponse<String> page = client.get("/");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("<title>Millrace</title>").doesNotContain("style=");
        assertThat(page.headers().firstValue("content-security-policy").orElseThrow())
                .startsWith("default-src 'none'");
        assertThat(page.headers().firstValue("x-content-type-options")).hasValue("nosniff");
        assertThat(client.get("/style.css").statusCode()).isEqualTo(200);
        assertThat(client.get("/app.js").statusCode()).isEqualTo(200);
    }

    @Test
    void everyRequestIsCountedByWhatBecameOfIt() throws Exception {
        client.search("q=queen&mode=semantic");
        client.get("/search");

        assertThat(client.get("/metrics").body())
                .contains("millrace_records_total{outcome=\"semantic\",service=\"search-service\"}")
                .contains("millrace_records_total{outcome=\"rejected\",service=\"search-service\"}")
                .contains("millrace_stage_seconds_count{stage=\"embed_query\"}");
    }

    private static void writeInTransactions(int letters) throws InterruptedException {
        Properties properties = new Properties();
        properties.put("bootstrap.servers", TestStack.kafka());
        properties.put("transactional.id", "status-it");
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(properties, new StringSerializer(), new StringSerializer())) {
            producer.initTransactions();
            for (int i = 0; i < letters; i++) {
                producer.beginTransaction();
                producer.send(new ProducerRecord<>(DEAD_LETTERS, "key " + i, "value"));
                producer.commitTransaction();
            }
        }
    }
}
