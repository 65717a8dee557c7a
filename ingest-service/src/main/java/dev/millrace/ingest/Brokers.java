package dev.millrace.ingest;

import dev.millrace.core.kafka.KafkaConfig;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.GroupSubscribedToTopicException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/** What is asked of the brokers beside records. Each call waits for its answer; {@link KafkaException} when there is none. */
final class Brokers implements AutoCloseable {

    private final Admin admin;

    Brokers(KafkaConfig kafka) {
        this.admin = Admin.create(kafka.common("millrace-ingest-admin"));
    }

    /**
     * A topic as it is now.
     *
     * @param id Kafka's own, another one for a topic that was deleted and created anew
     */
    record Topic(String id, int partitions) {}

    /** Empty when there is no such topic. */
    Optional<Topic> topic(String name) throws InterruptedException {
        try {
            TopicDescription found =
                    admin.describeTopics(List.of(name)).allTopicNames().get().get(name);
            return Optional.ofNullable(found)
                    .map(topic -> new Topic(
                            topic.topicId().toString(), topic.partitions().size()));
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return Optional.empty();
            }
            throw failure(e);
        }
    }

    /** Whether nothing stands in any partition of an existing topic. */
    boolean isEmpty(String name, int partitions) throws InterruptedException {
        return offsets(name, partitions, OffsetSpec.earliest()).equals(offsets(name, partitions, OffsetSpec.latest()));
    }

    void create(NewTopic topic) throws InterruptedException {
        await(admin.createTopics(List.of(topic)).all(), TopicExistsException.class);
    }

    void delete(String name) throws InterruptedException {
        await(admin.deleteTopics(List.of(name)).all(), UnknownTopicOrPartitionException.class);
    }

    void grow(String name, int partitions) throws InterruptedException {
        await(
                admin.createPartitions(Map.of(name, NewPartitions.increaseTo(partitions)))
                        .all(),
                null);
    }

    /** Whether no member of the group is there, or is still waited for. */
    boolean isGroupIdle(String group) throws InterruptedException {
        try {
            GroupState state = admin.describeConsumerGroups(List.of(group))
                    .all()
                    .get()
                    .values()
                    .iterator()
                    .next()
                    .groupState();
            return state == GroupState.EMPTY || state == GroupState.DEAD;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof GroupIdNotFoundException) {
                return true;
            }
            throw failure(e);
        }
    }

    /** Has the group begin at the beginning of a topic. False while the group still has members. */
    boolean forgetOffsets(String group, String topic, int partitions) throws InterruptedException {
        try {
            admin.deleteConsumerGroupOffsets(group, Set.copyOf(partitions(topic, partitions)))
                    .all()
                    .get();
            return true;
        } catch (ExecutionException e) {
            return switch (e.getCause()) {
                case GroupIdNotFoundException unknown -> true;
                case GroupSubscribedToTopicException subscribed -> false;
                case null, default -> throw failure(e);
            };
        }
    }

    /** What was last noted beside a group's offset in the first partition of a topic; empty for nothing. */
    String note(String group, String topic) throws InterruptedException {
        try {
            OffsetAndMetadata found = admin.listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get()
                    .get(new TopicPartition(topic, 0));
            return found == null ? "" : found.metadata();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof GroupIdNotFoundException) {
                return "";
            }
            throw failure(e);
        }
    }

    /** Forgotten by the brokers with the topic, and like all offsets of a group without members. */
    void writeNote(String group, String topic, String note) throws InterruptedException {
        OffsetAndMetadata noted = new OffsetAndMetadata(0, Optional.empty(), note);
        await(
                admin.alterConsumerGroupOffsets(group, Map.of(new TopicPartition(topic, 0), noted))
                        .all(),
                null);
    }

    @Override
    public void close() {
        admin.close();
    }

    private Map<TopicPartition, Long> offsets(String name, int partitions, OffsetSpec spec)
            throws InterruptedException {
        Map<TopicPartition, OffsetSpec> wanted =
                partitions(name, partitions).stream().collect(Collectors.toMap(Function.identity(), p -> spec));
        try {
            return admin.listOffsets(wanted).all().get().entrySet().stream()
                    .collect(Collectors.toMap(
                            Map.Entry::getKey, found -> found.getValue().offset()));
        } catch (ExecutionException e) {
            throw failure(e);
        }
    }

    private static Collection<TopicPartition> partitions(String topic, int count) {
        return IntStream.range(0, count)
                .mapToObj(partition -> new TopicPartition(topic, partition))
                .toList();
    }

    private static void await(KafkaFuture<Void> done, @Nullable Class<? extends Exception> harmless)
            throws InterruptedException {
        try {
            done.get();
        } catch (ExecutionException e) {
            if (harmless == null || !harmless.isInstance(e.getCause())) {
                throw failure(e);
            }
        }
    }

    private static KafkaException failure(ExecutionException e) {
        return e.getCause() instanceof KafkaException cause ? cause : new KafkaException(e.getCause());
    }
}
