package dev.millrace.ingest.source.share;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.millrace.core.config.Settings;
import dev.millrace.core.config.SettingsLoader;
import dev.millrace.core.kafka.KafkaConfig;
import dev.millrace.core.kafka.TopicProvisioner;
import dev.millrace.core.kafka.TopicsConfig;
import dev.millrace.core.service.Failpoint;
import dev.millrace.core.service.Health;
import dev.millrace.embedded.testing.TestStack;
import dev.millrace.ingest.source.DeletionLimits;
import dev.millrace.ingest.source.Place;
import dev.millrace.ingest.source.ReferencePublisher;
import dev.millrace.ingest.source.Room;
import dev.millrace.ingest.source.SourceConfig;
import dev.millrace.ingest.source.SourceMetrics;
import dev.millrace.ingest.source.Watching;
import dev.millrace.ingest.source.bucket.BucketClient;
import dev.millrace.ingest.source.bucket.BucketSource;
import dev.millrace.ingest.source.bucket.BucketWatcher;
import dev.millrace.ingest.source.bucket.S3Proxy;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** Replicas share a bucket of a real server by way of a real broker. What they publish is read back as a ledger would. */
class WatchGroupIT {

    private static final Duration SOON = Duration.ofMinutes(2);

    @TempDir
    private Path folder;

    private final List<AutoCloseable> open = new CopyOnWriteArrayList<>();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private KafkaConfig kafka;
    private TopicsConfig topics;
    private SourceConfig source;
    private S3Client s3;
    private KafkaProducer<byte[], byte[]> producer;

    @BeforeEach
    void start() throws Exception {
        kafka = KafkaConfig.from(settings("watch-group"));
        topics = TopicsConfig.from(settings("watch-group-" + System.nanoTime()));
        new TopicProvisioner(kafka, topics).provision();
        S3Proxy server = opened(S3Proxy.start(folder));
        Place.Bucket bucket = server.bucket("documents");
        s3 = opened(S3Proxy.client(bucket));
        source = new SourceConfig("docs", bucket, Duration.ofSeconds(2), new DeletionLimits(0.15, 500));
        producer = opened(
                new KafkaProducer<>(kafka.producer("test"), new ByteArraySerializer(), new ByteArraySerializer()));
    }

    @AfterEach
    void stop() throws Exception {
        for (AutoCloseable resource : List.copyOf(open).reversed()) {
            resource.close();
        }
    }

    @Test
    void oneReplicaWatchesAndAnotherTakesOverWithWhatIsKnown() {
        IntStream.range(0, 2000).parallel().forEach(i -> put(i, "first"));
        WatchGroup one = replica();
        await().atMost(SOON).until(() -> !one.watched().isEmpty());
        WatchGroup two = replica();
        await().atMost(SOON).until(() -> published().size() > 200);

        one.close();
        IntStream.range(0, 300).parallel().forEach(i -> put(i, "second, and longer"));
        IntStream.range(1800, 2000).parallel().forEach(this::delete);

        await().atMost(SOON)
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> published().size() == 1800);
        await().atMost(SOON).pollInterval(Duration.ofSeconds(1)).until(() -> changedSince(300));
        assertThat(one.watched()).isEmpty();
        assertThat(two.watched()).containsExactly("docs");
    }

    @Test
    void aTopicThatTheBrokerDoesNotKnowYetIsWaitedFor() throws Exception {
        topics = TopicsConfig.from(settings("later-" + System.nanoTime()));
        put(1, "text");
        WatchGroup early = replica();
        await().atMost(SOON)
                .until(() -> early.health() instanceof Health.Waiting waiting
                        && waiting.reason().contains("does not know the topic"));

        new TopicProvisioner(kafka, topics).provision();

        await().atMost(SOON).until(() -> published().containsKey("docs:object 1"));
        assertThat(early.watched()).containsExactly("docs");
    }

    @Test
    void anotherTakesOverFromAReplicaThatDied() {
        put(1, "text");
        dieWithAllSources();

        WatchGroup two = replica();

        await().atMost(SOON).until(() -> published().containsKey("docs:object 1"));
        assertThat(two.watched()).containsExactly("docs");
    }

    @Test
    void eventsOfAnyReplicaReachTheWatcher() {
        source = new SourceConfig("docs", source.place(), Duration.ofHours(1), source.limits());
        WatchGroup one = replica();
        WatchGroup two = replica();
        await().atMost(SOON).until(() -> one.watched().size() + two.watched().size() == 1);
        await().atMost(SOON).until(() -> count("millrace.source.listings") == 1);

        put(1, "text");
        for (int i = 0; i < 20; i++) {
            send(
                    "{\"Records\": [{\"s3\": {\"bucket\": {\"name\": \"documents\"}, \"object\": {\"key\": \"object+1\"}}}]}");
            send("garbage");
            send("{\"Records\": [{\"s3\": {\"bucket\": {\"name\": \"unknown\"}, \"object\": {\"key\": \"a\"}}}]}");
        }

        await().atMost(SOON).until(() -> published().containsKey("docs:object 1"));
        delete(1);
        send("{\"Records\": [{\"s3\": {\"bucket\": {\"name\": \"documents\"}, \"object\": {\"key\": \"object+1\"}}}]}");
        await().atMost(SOON).until(() -> !published().containsKey("docs:object 1"));
        assertThat(registry.get("millrace.bucket.events")
                        .tag("outcome", "malformed")
                        .counter()
                        .count())
                .isEqualTo(20);
    }

    private static Settings settings(String run) throws InterruptedException {
        return new SettingsLoader(Map.of(), new Properties())
                .load(
                        null,
                        Map.of(
                                "millrace.kafka.bootstrap-servers",
                                TestStack.kafka(),
                                "millrace.kafka.properties.session.timeout.ms",
                                "6000",
                                "millrace.topics.documents",
                                run + "-documents",
                                "millrace.topics.bucket-events",
                                run + "-events"));
    }

    /** A member of the group that owned everything and then says no more, not even that it leaves. */
    private void dieWithAllSources() {
        Properties properties = kafka.consumer(WatchGroup.GROUP, "died");
        properties.put(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, CooperativeStickyAssignor.class.getName());
        KafkaConsumer<byte[], byte[]> member =
                new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        try {
            member.subscribe(List.of(topics.bucketEvents()));
            await().atMost(SOON).until(() -> {
                member.poll(Duration.ofMillis(100));
                return member.assignment().size()
                        == member.partitionsFor(topics.bucketEvents()).size();
            });
        } finally {
            member.close(CloseOptions.groupMembershipOperation(GroupMembershipOperation.REMAIN_IN_GROUP));
        }
    }

    private WatchGroup replica() {
        WatchGroup replica = opened(new WatchGroup(
                kafka,
                topics.bucketEvents(),
                List.of(source),
                config -> {
                    Place.Bucket bucket = (Place.Bucket) config.place();
                    return new BucketWatcher(
                            config,
                            new BucketSource(config.name(), bucket.bucket(), bucket.prefix()),
                            opened(new BucketClient(config.name(), bucket)),
                            new Watching(
                                    this::published,
                                    new ReferencePublisher(producer, topics.documents()),
                                    Room.UNBOUNDED,
                                    new SourceMetrics(registry, config.name(), Clock.systemUTC()),
                                    Clock.systemUTC(),
                                    Failpoint.ofProcess()));
                },
                producer,
                registry));
        replica.start();
        return replica;
    }

    /** Document id to version, as the references say. */
    private Map<String, String> published() {
        Map<String, String> versions = new TreeMap<>();
        Properties properties = kafka.common("test-published");
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topics.documents()).stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = new HashMap<>(consumer.endOffsets(partitions));
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
                    String id = new String(record.key(), UTF_8);
                    if (record.value() == null) {
                        versions.remove(id);
                    } else {
                        versions.put(
                                id, new String(record.value(), UTF_8).replaceAll(".*\"version\":\"([^\"]*)\".*", "$1"));
                    }
                }
            }
        }
        return versions;
    }

    private boolean changedSince(int objects) {
        Map<String, String> versions = published();
        return IntStream.range(0, objects)
                .allMatch(i -> versions.getOrDefault("docs:object " + i, "").contains("-18-"));
    }

    private double count(String metric) {
        return registry.get(metric).tag("outcome", "complete").counter().count();
    }

    private void send(String event) {
        producer.send(new ProducerRecord<>(topics.bucketEvents(), event.getBytes(UTF_8)));
        producer.flush();
    }

    private void put(int i, String text) {
        s3.putObject(request -> request.bucket("documents").key("object " + i), RequestBody.fromString(text));
    }

    private void delete(int i) {
        s3.deleteObject(request -> request.bucket("documents").key("object " + i));
    }

    private <T extends AutoCloseable> T opened(T resource) {
        open.add(resource);
        return resource;
    }
}
