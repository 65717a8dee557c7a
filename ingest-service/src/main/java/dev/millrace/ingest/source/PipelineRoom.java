package dev.millrace.ingest.source;

import dev.millrace.core.kafka.Groups;
import dev.millrace.core.kafka.KafkaConfig;
import dev.millrace.core.kafka.TopicsConfig;
import dev.millrace.core.telemetry.Subscription;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsResult;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Room as the offsets of the services tell. While there is some, nothing is asked. A service behind ingest-service that
 * never committed anything holds nothing back, and where the brokers do not tell, nothing does. For several watchers.
 */
public final class PipelineRoom implements Room, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PipelineRoom.class);
    private static final Duration ANSWER = Duration.ofSeconds(10);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);
    /** A look costs the brokers something; what takes long is looked at less often. */
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(200);

    /** Partitions are added by hand, and hardly ever. */
    private static final Duration PARTITIONS_KNOWN = Duration.ofMinutes(1);

    private static final int UNKNOWN_ROOM = 1_000;

    private final Admin admin;
    private final InstantSource clock;
    private final Subscription documents;
    private final Subscription chunks;
    private final Subscription embedded;
    private @Nullable InFlight inFlight;
    private Set<TopicPartition> partitions = Set.of();
    private long partitionsReadAtMillis;
    private int room = InFlight.LEAST_DOCUMENTS;
    private long lookAtMillis;
    private Duration pause = KnownDocuments.LOOK_AGAIN;

    /** How far a group is, over all partitions. */
    private record Progress(long done, long waiting) {}

    public PipelineRoom(KafkaConfig kafka, TopicsConfig topics, InstantSource clock) {
        Properties properties = kafka.common("millrace-room");
        properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, Long.toString(ANSWER.toMillis()));
        properties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, Long.toString(ANSWER.toMillis()));
        this.admin = Admin.create(properties);
        this.clock = clock;
        this.documents = new Subscription(topics.documents(), Groups.INGEST);
        this.chunks = new Subscription(topics.chunks(), Groups.EMBED);
        this.embedded = new Subscription(topics.embeddedChunks(), Groups.INDEX);
    }

    @Override
    public synchronized int take(int wanted) throws InterruptedException {
        if (wanted > 0 && room == 0 && clock.millis() >= lookAtMillis) {
            look();
        }
        int taken = Math.min(wanted, room);
        room -= taken;
        return taken;
    }

    @Override
    public void close() {
        admin.close();
    }

    private void look() throws InterruptedException {
        try {
            InFlight.Look look = read();
            long now = clock.millis();
            if (inFlight == null) {
                inFlight = new InFlight(look, now);
            }
            room = inFlight.room(look, now);
            pause = room > 0 ? KnownDocuments.LOOK_AGAIN : longer(pause);
        } catch (ExecutionException e) {
            LOG.warn("how far the services are can't be read, so nothing is held back: {}", e.getMessage());
            partitions = Set.of();
            room = UNKNOWN_ROOM;
            pause = PAUSE_AFTER_FAILURE;
        }
        lookAtMillis = clock.millis() + pause.toMillis();
    }

    private static Duration longer(Duration pause) {
        Duration twice = pause.multipliedBy(2);
        return twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
    }

    private InFlight.Look read() throws InterruptedException, ExecutionException {
        List<Subscription> all = List.of(documents, chunks, embedded);
        Map<String, ListConsumerGroupOffsetsSpec> groups = new HashMap<>();
        all.forEach(each -> groups.put(each.group(), new ListConsumerGroupOffsetsSpec()));
        ListConsumerGroupOffsetsResult committed = admin.listConsumerGroupOffsets(groups);
        Map<TopicPartition, Long> next = new HashMap<>();
        // What ingest-service has not begun to read waits for it all the same.
        documentPartitions().forEach(part -> next.put(part, 0L));
        for (Subscription each : all) {
            committed(committed, each).forEach((part, offset) -> {
                if (part.topic().equals(each.topic()) && offset != null) {
                    next.put(part, offset.offset());
                }
            });
        }
        Map<TopicPartition, Long> ends = ends(next.keySet());
        Progress reading = progress(documents, next, ends);
        Progress embedding = progress(chunks, next, ends);
        Progress indexing = progress(embedded, next, ends);
        return new InFlight.Look(
                reading.done(),
                reading.waiting(),
                embedding.done() + embedding.waiting(),
                embedding.done(),
                embedding.waiting() + indexing.waiting());
    }

    private Set<TopicPartition> documentPartitions() throws InterruptedException, ExecutionException {
        long now = clock.millis();
        if (partitions.isEmpty() || now - partitionsReadAtMillis >= PARTITIONS_KNOWN.toMillis()) {
            partitions = partitionsOf(documents.topic());
            partitionsReadAtMillis = now;
        }
        return partitions;
    }

    private Set<TopicPartition> partitionsOf(String topic) throws InterruptedException, ExecutionException {
        Set<TopicPartition> found = new HashSet<>();
        admin.describeTopics(List.of(topic))
                .allTopicNames()
                .get()
                .values()
                .forEach(description -> description
                        .partitions()
                        .forEach(part -> found.add(new TopicPartition(topic, part.partition()))));
        return Set.copyOf(found);
    }

    private static Map<TopicPartition, OffsetAndMetadata> committed(
            ListConsumerGroupOffsetsResult committed, Subscription subscription)
            throws InterruptedException, ExecutionException {
        try {
            return committed.partitionsToOffsetAndMetadata(subscription.group()).get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof GroupIdNotFoundException) {
                return Map.of();
            }
            throw e;
        }
    }

    private Map<TopicPartition, Long> ends(Set<TopicPartition> partitions)
            throws InterruptedException, ExecutionException {
        Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
        partitions.forEach(part -> asked.put(part, OffsetSpec.latest()));
        Map<TopicPartition, Long> ends = new HashMap<>();
        admin.listOffsets(asked, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
                .all()
                .get()
                .forEach((part, info) -> ends.put(part, info.offset()));
        return ends;
    }

    private static Progress progress(
            Subscription subscription, Map<TopicPartition, Long> next, Map<TopicPartition, Long> ends) {
        long done = 0;
        long waiting = 0;
        for (Map.Entry<TopicPartition, Long> part : next.entrySet()) {
            Long end = ends.get(part.getKey());
            if (end != null && part.getKey().topic().equals(subscription.topic())) {
                done += part.getValue();
                waiting += Math.max(0, end - part.getValue());
            }
        }
        return new Progress(done, waiting);
    }
}
