package dev.millrace.ingest.source.share;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.core.kafka.DocumentPartitioner;
import dev.millrace.core.service.Health;
import dev.millrace.ingest.source.DeletionLimits;
import dev.millrace.ingest.source.Place;
import dev.millrace.ingest.source.SourceConfig;
import dev.millrace.ingest.source.SourceWatcher;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class EventRouterTest {

    private static final int PARTITIONS = 4;
    private static final int OURS = DocumentPartitioner.partition("docs", PARTITIONS);
    private static final String EVENT =
            "{\"Records\": [{\"s3\": {\"bucket\": {\"name\": \"b\"}, \"object\": {\"key\": \"in/a+b\"}}}]}";

    private final MockProducer<byte[], byte[]> producer =
            new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final RecordingWatcher watcher = new RecordingWatcher();
    private final EventRouter router = new EventRouter(
            "events",
            List.of(new SourceConfig(
                    "docs",
                    new Place.Bucket("b", Optional.empty(), Optional.empty(), false, "in/"),
                    Duration.ofHours(1),
                    new DeletionLimits(0.15, 500))),
            Map.of("docs", watcher),
            producer,
            registry);

    @Test
    void anEventInTheSourcesPartitionIsAHintToItsWatcher() {
        router.route(record(OURS, EVENT), PARTITIONS);

        assertThat(watcher.said).containsExactlyInAnyOrder("in/a+b", "in/a b");
        assertThat(producer.history()).isEmpty();
    }

    @Test
    void anEventElsewhereIsWrittenOnOnceWithItsTime() {
        router.route(record((OURS + 1) % PARTITIONS, EVENT), PARTITIONS);

        ProducerRecord<byte[], byte[]> forwarded = producer.history().getFirst();
        assertThat(forwarded.partition()).isEqualTo(OURS);
        assertThat(forwarded.timestamp()).isEqualTo(record(0, EVENT).timestamp());
        assertThat(watcher.said).isEmpty();

        ConsumerRecord<byte[], byte[]> received = record((OURS + 2) % PARTITIONS, EVENT);
        forwarded.headers().forEach(received.headers()::add);
        router.route(received, PARTITIONS);
        assertThat(producer.history()).hasSize(1);
        assertThat(watcher.said).hasSize(2);
    }

    @Test
    void aConfirmationReachesItsWatcher() {
        router.route(record(OURS, new String(BucketEventCodec.confirmDeletions("docs", 7), UTF_8)), PARTITIONS);

        assertThat(watcher.said).containsExactly("confirmed 7");
    }

    @Test
    void whatIsOfNoSourceIsCountedAndHarmsNothing() {
        router.route(record(OURS, EVENT.replace("in/", "out/")), PARTITIONS);
        router.route(record(OURS, EVENT.replace("\"b\"", "\"other\"")), PARTITIONS);
        router.route(record(OURS, "garbage"), PARTITIONS);
        router.route(record(OURS, "{\"Event\": \"s3:TestEvent\"}"), PARTITIONS);

        assertThat(watcher.said).isEmpty();
        assertThat(count("unknown_source")).isEqualTo(2);
        assertThat(count("malformed")).isEqualTo(1);
        assertThat(count("ignored")).isEqualTo(1);
    }

    private double count(String outcome) {
        return registry.get("millrace.bucket.events")
                .tag("outcome", outcome)
                .counter()
                .count();
    }

    private static ConsumerRecord<byte[], byte[]> record(int partition, String value) {
        return new ConsumerRecord<>(
                "events",
                partition,
                0,
                1_763_838_000_000L,
                TimestampType.CREATE_TIME,
                0,
                value.length(),
                new byte[0],
                value.getBytes(UTF_8),
                new RecordHeaders(),
                Optional.empty());
    }

    private static final class RecordingWatcher implements SourceWatcher {

        private final List<String> said = new ArrayList<>();

        @Override
        public void start() {}

        @Override
        public Health health() {
            return new Health.Ready();
        }

        @Override
        public int pending() {
            return 0;
        }

        @Override
        public void hint(String key) {
            said.add(key);
        }

        @Override
        public void confirmDeletions(int missing, long saidAtMillis) {
            said.add("confirmed " + missing);
        }

        @Override
        public void close() {}
    }
}
