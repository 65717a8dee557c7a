package dev.millrace.standalone;

import static dev.millrace.standalone.TestPipeline.eventually;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.core.kafka.KafkaConfig;
import dev.millrace.standalone.deadletter.Letter;
import dev.millrace.standalone.deadletter.Letters;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What happens to documents over time, from the outside. */
class LifeCycleIT {

    private static TestPipeline pipeline;

    @BeforeAll
    static void start() throws Exception {
        pipeline = TestPipeline.shared();
    }

    @Test
    void bytesFromAPlainProducerAreFound() throws Exception {
        produce("notes.md", "# Orchard\n\nThe quincunx pattern spaces the quince trees evenly.".getBytes(UTF_8));

        eventually(() -> assertThat(pipeline.texts("quincunx pattern", "lexical", 1))
                .singleElement()
                .asString()
                .contains("quince trees"));

        produce("notes.md", null);

        eventually(() ->
                assertThat(pipeline.texts("quincunx pattern", "lexical", 1)).isEmpty());
    }

    @Test
    void anEditReplacesWhatItTouchesAndADeleteRemovesAll() {
        pipeline.write("edit/ledger.txt", "The zymurgist keeps her first barrels of perry in the cellar.");
        eventually(() ->
                assertThat(pipeline.texts("zymurgist barrels", "lexical", 5)).hasSize(1));

        pipeline.write("edit/ledger.txt", "The zymurgist sold everything and became a glazier.");
        eventually(() -> assertThat(pipeline.texts("zymurgist", "lexical", 5))
                .singleElement()
                .asString()
                .contains("glazier"));

        pipeline.delete("edit/ledger.txt");
        eventually(() -> assertThat(pipeline.texts("zymurgist", "lexical", 5)).isEmpty());
    }

    @Test
    void whatHappensWhileItIsDownIsCaughtUpWith() throws Exception {
        pipeline.write("restart/before.txt", "The bathyscaphe descended before the restart.");
        pipeline.restart(
                () -> pipeline.write("restart/during.txt", "Another bathyscaphe surfaced during the restart."));

        eventually(() -> assertThat(pipeline.found("bathyscaphe", "lexical", 5))
                .containsExactlyInAnyOrder("before.txt", "during.txt"));
    }

    @Test
    void aCorruptPdfBecomesADeadLetterAndNothingElseSuffers() {
        String corrupt = "inbox:broken/corrupt.pdf";
        pipeline.drop("corrupt.pdf", "broken/corrupt.pdf");
        pipeline.write("broken/sound.txt", "The xylophonist played on regardless.");

        eventually(() -> assertThat(pipeline.texts("xylophonist regardless", "lexical", 1))
                .hasSize(1));
        eventually(() -> assertThat(deadLetters())
                .filteredOn(entry -> entry.documentId().equals(corrupt))
                .singleElement()
                .satisfies(entry -> {
                    assertThat(entry.rejection().stage()).isEqualTo("ingest-service");
                    assertThat(entry.rejection().reason()).isEqualTo(dev.millrace.core.deadletter.Reason.CORRUPT);
                    assertThat(entry.rejection().origin().topic()).isEqualTo("millrace.documents");
                }));
        assertThat(pipeline.json("/status").path("dead_letters").asLong()).isPositive();
    }

    private static List<Letter> deadLetters() {
        return new Letters(KafkaConfig.from(pipeline.settings()), "millrace.dead-letters").read(Letter::isOpen);
    }

    /** As any client would, without a header or a schema. */
    private static void produce(String key, byte[] value) throws ExecutionException, InterruptedException {
        Properties properties = new Properties();
        properties.put(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                KafkaConfig.from(pipeline.settings()).bootstrapServers());
        try (KafkaProducer<String, byte[]> producer =
                new KafkaProducer<>(properties, new StringSerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>("millrace.documents", key, value))
                    .get();
        }
    }
}
