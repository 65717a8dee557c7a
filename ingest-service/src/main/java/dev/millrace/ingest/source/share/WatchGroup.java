package dev.millrace.ingest.source.share;

import dev.millrace.core.kafka.DocumentPartitioner;
import dev.millrace.core.kafka.KafkaConfig;
import dev.millrace.core.service.Health;
import dev.millrace.ingest.source.SourceConfig;
import dev.millrace.ingest.source.SourceWatcher;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shares the watching of the sources among the replicas of ingest-service: the one that the consumer group has given
 * partition hash(source name) of the bucket events topic watches that source. When it dies, another is given the partition
 * and takes over with what the ledger knows. For a moment two may watch: references only say where to look, so that harms
 * nothing.
 */
public final class WatchGroup implements AutoCloseable {

    public static final String GROUP = "millrace-watchers";

    private static final Logger LOG = LoggerFactory.getLogger(WatchGroup.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration RETRY = Duration.ofSeconds(2);

    private final Properties properties;
    private final String topic;
    private final List<SourceConfig> sources;
    private final Function<SourceConfig, SourceWatcher> watchers;
    private final EventRouter router;
    private final Map<String, SourceWatcher> running = new ConcurrentHashMap<>();
    private final Thread thread;
    private volatile Health membership = new Health.Waiting("its share of the sources");

    /**
     * Starts at {@link #start()}.
     *
     * @param watchers makes a new watcher, not started
     * @param producer for events that are another replica's; not closed here
     */
    public WatchGroup(
            KafkaConfig kafka,
            String topic,
            List<SourceConfig> sources,
            Function<SourceConfig, SourceWatcher> watchers,
            Producer<byte[], byte[]> producer,
            MeterRegistry registry) {
        this.properties = kafka.consumer(GROUP, GROUP);
        // Joining and leaving replicas do not take sources from those that stay.
        properties.put(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, CooperativeStickyAssignor.class.getName());
        this.topic = topic;
        this.sources = List.copyOf(sources);
        this.watchers = watchers;
        this.router = new EventRouter(topic, sources, running, producer, registry);
        this.thread = Thread.ofPlatform().name("watch-group").unstarted(this::run);
    }

    public void start() {
        thread.start();
    }

    /** Of the membership first, then of the first watcher that is not ready. */
    public Health health() {
        Health member = membership;
        return member instanceof Health.Ready
                ? running.values().stream()
                        .map(SourceWatcher::health)
                        .filter(health -> !(health instanceof Health.Ready))
                        .findFirst()
                        .orElse(member)
                : member;
    }

    /** What has been noticed and not yet been published. */
    public int pending() {
        return running.values().stream().mapToInt(SourceWatcher::pending).sum();
    }

    /** The names of the sources that are watched here. */
    public Set<String> watched() {
        return Set.copyOf(running.keySet());
    }

    /** Hands the sources over to other replicas at once. */
    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (true) {
                try {
                    share();
                } catch (InterruptException e) {
                    throw e;
                } catch (KafkaException e) {
                    membership = new Health.Waiting("sharing the sources failed: " + e);
                    LOG.warn("sharing the sources failed, trying again: {}", e.toString());
                    Thread.sleep(RETRY);
                }
            }
        } catch (InterruptedException | InterruptException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            membership = new Health.Failed("sharing the sources stopped: " + e);
            LOG.error("the sources are no longer watched: {}", e.toString(), e);
        }
    }

    private void share() {
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            try {
                consumer.subscribe(List.of(topic), new Joining());
                while (true) {
                    ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
                    int partitions = partitions(consumer);
                    watchWhatIsOurs(consumer.assignment(), partitions);
                    for (ConsumerRecord<byte[], byte[]> record : records) {
                        router.route(record, partitions);
                    }
                    if (!records.isEmpty()) {
                        consumer.commitAsync();
                    }
                }
            } finally {
                watchWhatIsOurs(Set.of(), 1);
                Thread.interrupted(); // leaving the group takes an answer of the broker
            }
        }
    }

    /** Right after the topic was made, a broker may not know it yet. */
    private int partitions(KafkaConsumer<byte[], byte[]> consumer) {
        int partitions = consumer.partitionsFor(topic).size();
        if (partitions == 0) {
            throw new UnknownTopicOrPartitionException("the broker does not know the topic " + topic);
        }
        return partitions;
    }

    private void watchWhatIsOurs(Set<TopicPartition> assigned, int partitions) {
        Set<Integer> ours = assigned.stream().map(TopicPartition::partition).collect(Collectors.toSet());
        for (SourceConfig source : sources) {
            boolean mine = ours.contains(DocumentPartitioner.partition(source.name(), partitions));
            SourceWatcher watcher = running.get(source.name());
            if (mine && watcher == null) {
                LOG.info("source={} is watched here", source.name());
                SourceWatcher started = watchers.apply(source);
                running.put(source.name(), started);
                started.start();
            } else if (!mine && watcher != null) {
                LOG.info("source={} is no longer watched here", source.name());
                watcher.close();
                running.remove(source.name());
            }
        }
    }

    private final class Joining implements ConsumerRebalanceListener {

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            membership = new Health.Ready();
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {}
    }
}
