package dev.millrace.core.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Creates the topics that are missing. Existing topics are left as they are. */
public final class TopicProvisioner {

    private static final Logger LOG = LoggerFactory.getLogger(TopicProvisioner.class);
    private static final Duration DEAD_LETTERS_KEPT = Duration.ofDays(14);
    private static final Duration REPLAYS_KEPT = Duration.ofDays(7);
    private static final Duration BUCKET_EVENTS_KEPT = Duration.ofDays(7);
    private static final Map<String, String> KEPT_FOR_EVER = Map.of(TopicConfig.RETENTION_MS_CONFIG, "-1");
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final KafkaConfig kafka;
    private final TopicsConfig topics;

    public TopicProvisioner(KafkaConfig kafka, TopicsConfig topics) {
        this.kafka = kafka;
        this.topics = topics;
    }

    /**
     * Returns when all topics exist. Waits for the brokers as long as it takes, also for their names to be known: a
     * service may start before Kafka.
     */
    public void provision() throws InterruptedException {
        while (!tryProvision()) {
            Thread.sleep(PAUSE);
        }
    }

    private boolean tryProvision() throws InterruptedException {
        try (Admin admin = Admin.create(kafka.common("millrace-provisioner"))) {
            Set<String> existing = admin.listTopics().names().get();
            List<NewTopic> missing = new ArrayList<>(wanted());
            missing.removeIf(topic -> existing.contains(topic.name()));
            for (NewTopic topic : missing) {
                create(admin, topic);
            }
            return true;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RetriableException transientFailure) {
                LOG.warn("waiting for Kafka at {}: {}", kafka.bootstrapServers(), transientFailure.getMessage());
                return false;
            }
            throw new IllegalStateException("The topics can't be created: " + e.getCause(), e.getCause());
        } catch (KafkaException e) {
            LOG.warn("waiting for Kafka at {}: {}", kafka.bootstrapServers(), String.valueOf(e.getCause()));
            return false;
        }
    }

    private static void create(Admin admin, NewTopic topic) throws InterruptedException, ExecutionException {
        try {
            admin.createTopics(List.of(topic)).all().get();
            LOG.info("created topic={} partitions={}", topic.name(), topic.numPartitions());
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw e;
            }
        }
    }

    private List<NewTopic> wanted() {
        String maxMessageBytes = Integer.toString(kafka.maxRecordBytes());
        Map<String, String> compacted = Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT);
        return List.of(
                topic(topics.documents(), compacted, maxMessageBytes),
                topic(topics.chunks(), compacted, maxMessageBytes),
                topic(topics.embeddedChunks(), compacted, maxMessageBytes),
                topic(topics.deadLetters(), kept(DEAD_LETTERS_KEPT), maxMessageBytes),
                topic(topics.replays(), kept(REPLAYS_KEPT), maxMessageBytes),
                topic(topics.bucketEvents(), kept(BUCKET_EVENTS_KEPT), maxMessageBytes),
                topic(topics.choices(), KEPT_FOR_EVER, maxMessageBytes));
    }

    private static Map<String, String> kept(Duration time) {
        return Map.of(TopicConfig.RETENTION_MS_CONFIG, Long.toString(time.toMillis()));
    }

    private NewTopic topic(String name, Map<String, String> configs, String maxMessageBytes) {
        Map<String, String> all = new HashMap<>(configs);
        all.put(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, maxMessageBytes);
        Optional<Short> replicas =
                topics.replicationFactor() < 0 ? Optional.empty() : Optional.of(topics.replicationFactor());
        return new NewTopic(name, Optional.of(topics.partitions()), replicas).configs(all);
    }
}
