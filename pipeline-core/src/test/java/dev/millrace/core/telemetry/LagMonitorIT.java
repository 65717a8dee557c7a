package dev.millrace.core.telemetry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.millrace.core.kafka.KafkaConfig;
import dev.millrace.embedded.testing.TestStack;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Against a real broker: its markers and its committed offsets are what makes lag hard to read. */
class LagMonitorIT {

    private static final Duration SOON = Duration.ofSeconds(30);

    private static KafkaConfig kafka;
    private static Admin admin;

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    @BeforeAll
    static void connect() throws InterruptedException {
        kafka = new KafkaConfig(TestStack.kafka(), Map.of(), 1_000_000);
        admin = Admin.create(kafka.common("test"));
    }

    @AfterAll
    static void disconnect() {
        admin.close();
    }

    @Test
    void lagShowsThoughNoConsumerEverLived() throws Exception {
        Subscription subscription = topic("never-read");
        produce(subscription.topic(), false, 3);

        try (LagMonitor monitor = monitor(subscription)) {
            await().atMost(SOON).until(() -> records(subscription) == 3);
            await().atMost(SOON).until(() -> gauge("millrace.topic.lag.seconds", subscription) > 0);
            assertThat(monitor.lags()).containsKey(subscription);
        }
    }

    @Test
    void whatWasCommittedIsNoLag() throws Exception {
        Subscription subscription = topic("half-read");
        produce(subscription.topic(), false, 4);
        commit(subscription, 3);

        try (LagMonitor monitor = monitor(subscription)) {
            await().atMost(SOON).until(() -> records(subscription) == 1);
            commit(subscription, 4);
            await().atMost(SOON).until(() -> records(subscription) == 0);
            assertThat(gauge("millrace.topic.lag.seconds", subscription)).isZero();
            assertThat(monitor.lags().get(subscription)).isEqualTo(TopicLag.NONE);
        }
    }

    @Test
    void theMarkerThatATransactionLeavesBehindIsNoLag() throws Exception {
        Subscription subscription = topic("transactional");
        produce(subscription.topic(), true, 2);
        commit(subscription, 2);

        try (LagMonitor monitor = monitor(subscription)) {
            await().atMost(SOON).until(() -> monitor.lags().containsKey(subscription));
            assertThat(monitor.lags().get(subscription)).isEqualTo(TopicLag.NONE);
        }
    }

    @Test
    void beforeTheFirstReadingThereIsNoFigure() {
        Subscription subscription = new Subscription("no-such-topic", "group");

        try (LagMonitor monitor = monitor(subscription)) {
            assertThat(records(subscription)).isNaN();
            assertThat(monitor.lags()).isEmpty();
        }
    }

    private LagMonitor monitor(Subscription subscription) {
        return new LagMonitor(kafka, List.of(subscription), Duration.ofMillis(100), registry);
    }

    private double records(Subscription subscription) {
        return gauge("millrace.topic.lag.records", subscription);
    }

    private double gauge(String name, Subscription subscription) {
        return registry.get(name)
                .tags("topic", subscription.topic(), "group", subscription.group())
                .gauge()
                .value();
    }

    private static Subscription topic(String name) throws InterruptedException, ExecutionException {
        admin.createTopics(List.of(new NewTopic(name, 1, (short) 1))).all().get();
        return new Subscription(name, name + "-group");
    }

    private static void commit(Subscription subscription, long offset) throws InterruptedException, ExecutionException {
        admin.alterConsumerGroupOffsets(
                        subscription.group(),
                        Map.of(new TopicPartition(subscription.topic(), 0), new OffsetAndMetadata(offset)))
                .all()
                .get();
    }

    private static void produce(String topic, boolean inTransaction, int records) {
        Properties properties = kafka.producer("test");
        if (inTransaction) {
            properties.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, topic);
        }
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
            if (inTransaction) {
                producer.initTransactions();
                producer.beginTransaction();
            }
            for (int i = 0; i < records; i++) {
                producer.send(new ProducerRecord<>(topic, 0, null, ("record " + i).getBytes(UTF_8)));
            }
            if (inTransaction) {
                producer.commitTransaction();
            }
        }
    }
}
