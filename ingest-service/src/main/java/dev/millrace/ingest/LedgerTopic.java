package dev.millrace.ingest;

import dev.millrace.core.kafka.KafkaConfig;
import dev.millrace.core.kafka.TopicsConfig;
import dev.millrace.core.message.LedgerEntry;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The ledger's changelog topic, made to fit the documents topic before the topology runs. Where it is missing, or has
 * another number of partitions because the documents topic was grown or created anew, it is written anew: from what it
 * holds, and else from the chunks topic, which tells of every chunk that was ever emitted.
 */
final class LedgerTopic {

    /** Of the topic. An entry lists all chunks of its document, which may be many. */
    static final Map<String, String> CONFIG = Map.of(
            TopicConfig.CLEANUP_POLICY_CONFIG,
            TopicConfig.CLEANUP_POLICY_COMPACT,
            TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
            Integer.toString(64 * 1024 * 1024));

    private static final Logger LOG = LoggerFactory.getLogger(LedgerTopic.class);
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final KafkaConfig kafka;
    private final TopicsConfig topics;
    private final Brokers brokers;
    private final String name = IngestStreams.changelogTopic();

    LedgerTopic(KafkaConfig kafka, TopicsConfig topics, Brokers brokers) {
        this.kafka = kafka;
        this.topics = topics;
        this.brokers = brokers;
    }

    /**
     * Returns when the ledger fits. Waits for other members of the group to leave where it must be written anew.
     *
     * @param partitions that the topology will have: as many as the larger of its two source topics
     * @return the changelog topic as it is now
     */
    Brokers.Topic fit(int partitions) throws InterruptedException {
        Optional<Brokers.Topic> found = brokers.topic(name);
        if (found.isPresent() && found.get().partitions() == partitions && !isLost(found.get())) {
            return found.get();
        }
        int chunkPartitions =
                brokers.topic(topics.chunks()).map(Brokers.Topic::partitions).orElse(0);
        if (found.isEmpty() && (chunkPartitions == 0 || brokers.isEmpty(topics.chunks(), chunkPartitions))) {
            create(partitions);
        } else {
            rewrite(found, partitions);
        }
        return await();
    }

    private boolean isLost(Brokers.Topic changelog) throws InterruptedException {
        Optional<Brokers.Topic> chunks = brokers.topic(topics.chunks());
        return chunks.isPresent()
                && brokers.isEmpty(name, changelog.partitions())
                && !brokers.isEmpty(topics.chunks(), chunks.get().partitions());
    }

    private void rewrite(Optional<Brokers.Topic> found, int partitions) throws InterruptedException {
        LOG.warn("the ledger is written anew: it has {} partitions, and needs {}", found, partitions);
        while (!brokers.isGroupIdle(IngestApplication.GROUP)) {
            LOG.info("waiting for other members of group {} to end", IngestApplication.GROUP);
            Thread.sleep(PAUSE);
        }
        LedgerRebuild rebuild = new LedgerRebuild(kafka);
        Map<String, LedgerEntry> entries = rebuild.remembered(name);
        boolean remembered = !entries.isEmpty();
        rebuild.fromChunks(topics.chunks()).forEach(entries::putIfAbsent);
        if (found.isPresent() && found.get().partitions() != partitions) {
            brokers.delete(name);
            while (brokers.topic(name).isPresent()) {
                Thread.sleep(PAUSE);
            }
        }
        create(partitions);
        await();
        if (!remembered) {
            readDocumentsAgain();
        }
        rebuild.write(name, documentPartitions(), entries);
        LOG.warn("the ledger was written anew: documents={} from={}", entries.size(), remembered ? name : "chunks");
    }

    /** What only the ledger knew, such as failures and places, comes back with the documents themselves. */
    private void readDocumentsAgain() throws InterruptedException {
        while (!brokers.forgetOffsets(IngestApplication.GROUP, topics.documents(), documentPartitions())) {
            Thread.sleep(PAUSE);
        }
    }

    private int documentPartitions() throws InterruptedException {
        return brokers.topic(topics.documents()).map(Brokers.Topic::partitions).orElse(topics.partitions());
    }

    private void create(int partitions) throws InterruptedException {
        Optional<Short> replicas =
                topics.replicationFactor() < 0 ? Optional.empty() : Optional.of(topics.replicationFactor());
        brokers.create(new NewTopic(name, Optional.of(partitions), replicas).configs(CONFIG));
    }

    private Brokers.Topic await() throws InterruptedException {
        Optional<Brokers.Topic> topic = brokers.topic(name);
        while (topic.isEmpty()) {
            Thread.sleep(PAUSE);
            topic = brokers.topic(name);
        }
        return topic.get();
    }
}
