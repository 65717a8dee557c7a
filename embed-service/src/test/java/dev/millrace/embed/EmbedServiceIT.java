package dev.millrace.embed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.millrace.core.config.Settings;
import dev.millrace.core.config.SettingsLoader;
import dev.millrace.core.kafka.KafkaConfig;
import dev.millrace.core.kafka.TopicsConfig;
import dev.millrace.core.service.Health;
import dev.millrace.core.service.RunningService;
import dev.millrace.embedded.testing.TestStack;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

/** The service on a real Kafka. */
class EmbedServiceIT {

    private static final Duration SOON = Duration.ofSeconds(60);

    @Test
    void aDeadLetterThatCanNotBeWrittenStopsTheServiceAndNothingIsCommitted() throws Exception {
        Settings settings = new SettingsLoader(Map.of(), new Properties())
                .load(
                        null,
                        Map.of(
                                "millrace.kafka.bootstrap-servers", TestStack.kafka(),
                                "millrace.topics.partitions", "1",
                                "millrace.topics.documents", "refused.documents",
                                "millrace.topics.chunks", "refused.chunks",
                                "millrace.topics.embedded-chunks", "refused.embedded-chunks",
                                "millrace.topics.dead-letters", "refused.dead-letters"));
        KafkaConfig kafka = KafkaConfig.from(settings);
        try (Admin admin = Admin.create(kafka.common("test-admin"))) {
            NewTopic tooSmall = new NewTopic("refused.dead-letters", 1, (short) 1)
                    .configs(Map.of(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, "10"));
            admin.createTopics(List.of(tooSmall)).all().get();
            try (RunningService service =
                            EmbedApplication.start(settings, new SimpleMeterRegistry(), new FakeEncoder());
                    KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                            kafka.producer("test"), new ByteArraySerializer(), new ByteArraySerializer())) {
                await().atMost(SOON).until(() -> service.health() instanceof Health.Ready);
                String chunks = TopicsConfig.from(settings).chunks();
                producer.send(new ProducerRecord<>(chunks, "k".getBytes(UTF_8), "no chunk".getBytes(UTF_8)))
                        .get();

                await().atMost(SOON).until(() -> service.health() instanceof Health.Failed);
                assertThat(service.health().toString())
                        .contains("dead letter")
                        .contains("refused.dead-letters")
                        .contains("restart");
                assertThat(admin.listConsumerGroupOffsets(EmbedApplication.GROUP)
                                .partitionsToOffsetAndMetadata()
                                .get()
                                .values())
                        .allMatch(offset -> offset.offset() == 0);
            }
        }
    }
}
