package dev.millrace.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.millrace.core.config.Settings;
import dev.millrace.core.config.SettingsLoader;
import dev.millrace.core.kafka.ChunkEvents;
import dev.millrace.core.kafka.Groups;
import dev.millrace.core.kafka.KafkaConfig;
import dev.millrace.core.kafka.TopicProvisioner;
import dev.millrace.core.kafka.TopicSnapshot;
import dev.millrace.core.kafka.TopicsConfig;
import dev.millrace.embedded.testing.TestStack;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A folder with more files than the services can do at once. The test stands in for embed-service. */
class BacklogIT {

    private static final Duration DEADLINE = Duration.ofSeconds(120);
    private static final int FILES = 600;
    private static final int PARTITIONS = 2;

    private final String id = "t" + UUID.randomUUID().toString().substring(0, 8);
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private KafkaConfig kafka;
    private TopicsConfig topics;
    private Settings settings;
    private Admin admin;

    @TempDir
    private Path inbox;

    @BeforeEach
    void prepare(@TempDir Path state) throws Exception {
        Map<String, String> values = new HashMap<>(Map.of(
                "millrace.kafka.bootstrap-servers",
                TestStack.kafka(),
                "millrace.ingest.state-directory",
                state.toString(),
                "millrace.ingest.sources.inbox.folder",
                inbox.toString(),
                "millrace.topics.partitions",
                Integer.toString(PARTITIONS)));
        for (String topic :
                Set.of("documents", "chunks", "embedded-chunks", "replays", "dead-letters", "bucket-events")) {
            values.put("millrace.topics." + topic, id + "." + topic);
        }
        settings = new SettingsLoader(Map.of(), new Properties()).load(null, values);
        kafka = KafkaConfig.from(settings);
        topics = TopicsConfig.from(settings);
        admin = Admin.create(kafka.common("test"));
        new TopicProvisioner(kafka, topics).provision();
    }

    @AfterEach
    void forgetTheLedger() throws Exception {
        admin.deleteTopics(Set.of(IngestStreams.changelogTopic())).all().get();
        await().atMost(DEADLINE)
                .until(() -> !admin.listTopics().names().get().contains(IngestStreams.changelogTopic()));
        admin.close();
    }

    @Test
    void aFileDroppedLaterGoesFirstAndTheBacklogIsFinishedToo() throws Exception {
        for (int i = 0; i < FILES; i++) {
            Files.writeString(inbox.resolve("backlog-" + i + ".txt"), "backlog " + i);
        }
        embedNothing();
        IngestApplication application = IngestApplication.start(settings, registry);
        try {
            await().atMost(DEADLINE).until(() -> !texts().isEmpty());

            Path beside = Files.writeString(inbox.resolve(".dropped.txt"), "dropped later");
            Files.move(beside, inbox.resolve("dropped.txt"), StandardCopyOption.ATOMIC_MOVE);

            await().atMost(DEADLINE).until(() -> texts().contains("dropped later"));
            assertThat(texts().size()).as("most of the backlog is outstanding").isLessThan(FILES / 2);
        } finally {
            application.close();
        }

        application = IngestApplication.start(settings, registry);
        try {
            await().atMost(DEADLINE).until(() -> {
                embedAll();
                return texts().size() == FILES + 1;
            });
        } finally {
            application.close();
        }
    }

    private void embedNothing() throws Exception {
        commit(Map.of());
    }

    private void embedAll() throws Exception {
        Map<TopicPartition, Long> ends = new HashMap<>();
        Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
        for (int i = 0; i < PARTITIONS; i++) {
            asked.put(new TopicPartition(topics.chunks(), i), OffsetSpec.latest());
        }
        admin.listOffsets(asked).all().get().forEach((partition, end) -> ends.put(partition, end.offset()));
        commit(ends);
    }

    private void commit(Map<TopicPartition, Long> next) throws Exception {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        for (int i = 0; i < PARTITIONS; i++) {
            TopicPartition partition = new TopicPartition(topics.chunks(), i);
            offsets.put(partition, new OffsetAndMetadata(next.getOrDefault(partition, 0L)));
        }
        admin.alterConsumerGroupOffsets(Groups.EMBED, offsets).all().get();
    }

    private Set<String> texts() {
        Set<String> texts = new HashSet<>();
        new TopicSnapshot(kafka, "test", DEADLINE)
                .read(
                        topics.chunks(),
                        record -> texts.add(ChunkEvents.readChunk(record.value())
                                .orElseThrow()
                                .getChunk()
                                .getText()));
        return texts;
    }
}
