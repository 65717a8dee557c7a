package dev.millrace.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.millrace.core.config.Settings;
import dev.millrace.core.config.SettingsLoader;
import dev.millrace.core.kafka.ChunkEvents;
import dev.millrace.core.kafka.DocumentPartitioner;
import dev.millrace.core.kafka.KafkaConfig;
import dev.millrace.core.kafka.TopicSnapshot;
import dev.millrace.core.kafka.TopicsConfig;
import dev.millrace.core.message.ChunkEvent;
import dev.millrace.core.message.LedgerEntry;
import dev.millrace.core.service.Health;
import dev.millrace.embedded.testing.TestStack;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What operators and other producers may do to the topics, on a real broker: the chunks stay those of the documents. */
class LedgerLifeIT {

    private static final Duration DEADLINE = Duration.ofSeconds(90);

    private final String id = "t" + UUID.randomUUID().toString().substring(0, 8);
    private KafkaConfig kafka;
    private TopicsConfig topics;
    private Settings settings;
    private Admin admin;
    private KafkaProducer<byte[], byte[]> producer;
    private IngestApplication application;

    @BeforeEach
    void start(@TempDir Path state) throws Exception {
        settings = new SettingsLoader(Map.of(), new Properties())
                .load(
                        null,
                        Map.of(
                                "millrace.kafka.bootstrap-servers",
                                TestStack.kafka(),
                                "millrace.kafka.properties.session.timeout.ms",
                                "6000",
                                "millrace.ingest.state-directory",
                                state.toString(),
                                "millrace.topics.partitions",
                                "2",
                                "millrace.topics.documents",
                                id + ".documents",
                                "millrace.topics.chunks",
                                id + ".chunks",
                                "millrace.topics.replays",
                                id + ".replays",
                                "millrace.topics.dead-letters",
                                id + ".dead-letters"));
        kafka = KafkaConfig.from(settings);
        topics = TopicsConfig.from(settings);
        admin = Admin.create(kafka.common("test"));
        producer = new KafkaProducer<>(kafka.producer("test"), new ByteArraySerializer(), new ByteArraySerializer());
        open();
    }

    @AfterEach
    void stop() throws Exception {
        application.close();
        producer.close();
        deleteLedger();
        admin.close();
    }

    @Test
    void aProducerWithAnotherPartitionerEditsAndDeletesTheSameDocument() throws Exception {
        int home = DocumentPartitioner.partition("notes.md", 2);
        put(home, "notes.md", "alpha");
        await().atMost(DEADLINE).until(() -> texts().contains("alpha"));

        put(1 - home, "notes.md", "beta");
        await().atMost(DEADLINE).untilAsserted(() -> assertThat(texts()).containsExactly("beta"));

        put(1 - home, "notes.md", null);
        await().atMost(DEADLINE).untilAsserted(() -> assertThat(texts()).isEmpty());
    }

    @Test
    void aTopicThatGrowsKeepsItsDocuments() throws Exception {
        IntStream.range(0, 20).forEach(i -> put("doc-" + i, "first " + i));
        await().atMost(DEADLINE).until(() -> texts().size() == 20);

        admin.createPartitions(Map.of(topics.documents(), NewPartitions.increaseTo(5)))
                .all()
                .get();
        await().atMost(DEADLINE).until(() -> ledgerPartitions() == 5);
        IntStream.range(0, 20)
                .forEach(i -> put(DocumentPartitioner.partition("doc-" + i, 5), "doc-" + i, "second " + i));

        await().atMost(DEADLINE)
                .untilAsserted(() -> assertThat(texts()).hasSize(20).allMatch(text -> text.startsWith("second")));
    }

    @Test
    void aLostLedgerIsWrittenAnewFromTheChunks() throws Exception {
        put("notes.md", "alpha");
        put("other.md", "gamma");
        await().atMost(DEADLINE).until(() -> texts().size() == 2);
        Map<String, Long> before = revisions();

        application.close();
        deleteLedger();
        put("notes.md", "beta");
        open();

        await().atMost(DEADLINE).untilAsserted(() -> assertThat(texts()).containsExactly("beta", "gamma"));
        await().atMost(DEADLINE)
                .until(() -> ledger().get("other.md").getTopicId().length() > 0);
        assertThat(revisions())
                .as("what did not change is not emitted again")
                .containsAllEntriesOf(Map.of("gamma", before.get("gamma")));
    }

    @Test
    void aTopicCreatedAnewIsReadFromItsBeginning() throws Exception {
        IntStream.range(0, 5).forEach(i -> put("doc-" + i, "first " + i));
        put("notes.md", "alpha");
        await().atMost(DEADLINE).until(() -> texts().size() == 6);

        admin.deleteTopics(List.of(topics.documents())).all().get();
        await().atMost(DEADLINE).until(() -> !admin.listTopics().names().get().contains(topics.documents()));
        admin.createTopics(List.of(new NewTopic(topics.documents(), 2, (short) 1)))
                .all()
                .get();
        put("notes.md", "beta");

        await().atMost(DEADLINE)
                .untilAsserted(() -> assertThat(texts()).contains("beta").doesNotContain("alpha"));
    }

    @Test
    void aTopicCreatedAnewMayHoldMoreThanItsPredecessor() throws Exception {
        put("notes.md", "alpha");
        await().atMost(DEADLINE).until(() -> texts().contains("alpha"));

        admin.deleteTopics(List.of(topics.documents())).all().get();
        await().atMost(DEADLINE).until(() -> !admin.listTopics().names().get().contains(topics.documents()));
        admin.createTopics(List.of(new NewTopic(topics.documents(), 2, (short) 1)))
                .all()
                .get();
        IntStream.range(0, 20).forEach(i -> put("doc-" + i, "first " + i));

        await().atMost(DEADLINE)
                .untilAsserted(() -> assertThat(texts())
                        .filteredOn(text -> text.startsWith("first"))
                        .hasSize(20));
    }

    @Test
    void aDeadLetterThatCanNotBeWrittenStopsItsPartitionAndIsNotLost() throws Exception {
        limitDeadLetters("200");
        byte[] noText = {(byte) 0xff};
        producer.send(new ProducerRecord<>(
                        topics.documents(), 0, noText, "y".repeat(1_000).getBytes(UTF_8)))
                .get();
        producer.send(new ProducerRecord<>(topics.documents(), 0, key("later.md", 0), "later".getBytes(UTF_8)))
                .get();
        await().atMost(DEADLINE)
                .until(() -> application.health() instanceof Health.Waiting(String reason)
                        && reason.contains("RecordTooLarge"));
        assertThat(texts()).doesNotContain("later");

        limitDeadLetters("1000000");

        await().atMost(DEADLINE).until(() -> texts().contains("later"));
        List<Integer> sizes = new ArrayList<>();
        snapshot().read(topics.deadLetters(), record -> sizes.add(record.value().length));
        assertThat(sizes).containsExactly(1_000);
    }

    /** A document id of that beginning whose home is the partition. */
    private static byte[] key(String beginning, int partition) {
        return IntStream.iterate(0, i -> i + 1)
                .mapToObj(i -> beginning + i)
                .filter(documentId -> DocumentPartitioner.partition(documentId, 2) == partition)
                .findFirst()
                .orElseThrow()
                .getBytes(UTF_8);
    }

    private void limitDeadLetters(String bytes) throws Exception {
        ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, topics.deadLetters());
        AlterConfigOp limit = new AlterConfigOp(new ConfigEntry("max.message.bytes", bytes), AlterConfigOp.OpType.SET);
        admin.incrementalAlterConfigs(Map.of(topic, List.of(limit))).all().get();
    }

    private void open() throws InterruptedException {
        application = IngestApplication.start(settings, new SimpleMeterRegistry());
        await().atMost(DEADLINE).until(() -> application.health() instanceof Health.Ready);
    }

    private void deleteLedger() throws Exception {
        String changelog = IngestStreams.changelogTopic();
        if (admin.listTopics().names().get().contains(changelog)) {
            admin.deleteTopics(List.of(changelog)).all().get();
            await().atMost(DEADLINE)
                    .until(() -> !admin.listTopics().names().get().contains(changelog));
        }
    }

    /** 0 while the ledger's topic is away, as it is made anew where there are more partitions. */
    private int ledgerPartitions() throws Exception {
        String changelog = IngestStreams.changelogTopic();
        try {
            return admin.describeTopics(List.of(changelog))
                    .allTopicNames()
                    .get()
                    .get(changelog)
                    .partitions()
                    .size();
        } catch (ExecutionException e) {
            assertThat(e).hasCauseInstanceOf(UnknownTopicOrPartitionException.class);
            return 0;
        }
    }

    private void put(String documentId, @Nullable String text) {
        put(null, documentId, text);
    }

    private void put(@Nullable Integer partition, String documentId, @Nullable String text) {
        byte[] value = text == null ? null : text.getBytes(UTF_8);
        producer.send(new ProducerRecord<>(topics.documents(), partition, documentId.getBytes(UTF_8), value));
        producer.flush();
    }

    /** Of the chunks that are there, in order. */
    private TreeSet<String> texts() {
        return new TreeSet<>(revisions().keySet());
    }

    /** Text to revision of the chunks that are there, the newest event of each deciding. */
    private Map<String, Long> revisions() {
        Map<String, ChunkEvent> newest = new HashMap<>();
        snapshot().read(topics.chunks(), record -> {
            ChunkEvent event = ChunkEvents.readChunk(record.value()).orElseThrow();
            newest.merge(IngestTopology.chunkId(event), event, (a, b) -> revision(a) > revision(b) ? a : b);
        });
        Map<String, Long> present = new HashMap<>();
        newest.values().stream()
                .filter(ChunkEvent::hasChunk)
                .forEach(event -> present.put(event.getChunk().getText(), revision(event)));
        return present;
    }

    private Map<String, LedgerEntry> ledger() {
        return new LedgerRebuild(kafka).remembered(IngestStreams.changelogTopic());
    }

    private static long revision(ChunkEvent event) {
        return event.hasRemoved()
                ? event.getRemoved().getRevision()
                : event.getChunk().getRevision();
    }

    private TopicSnapshot snapshot() {
        return new TopicSnapshot(kafka, "test", DEADLINE);
    }
}
