package dev.millrace.standalone.verify;

import dev.millrace.core.kafka.DocumentPartitioner;
import dev.millrace.core.kafka.TopicsConfig;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** The topics that documents pass through: how many partitions they have, and Kafka's ids of them. */
record TopicIds(TopicsConfig topics, Map<String, TopicDescription> descriptions) {

    static TopicIds read(Admin admin, TopicsConfig topics) throws InterruptedException, ExecutionException {
        Map<String, TopicDescription> found = new HashMap<>();
        List<String> names = List.of(topics.documents(), topics.replays(), topics.chunks(), topics.embeddedChunks());
        for (Map.Entry<String, KafkaFuture<TopicDescription>> topic :
                admin.describeTopics(names).topicNameValues().entrySet()) {
            try {
                found.put(topic.getKey(), topic.getValue().get());
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
                    throw e;
                }
            }
        }
        return new TopicIds(topics, found);
    }

    String documents() {
        return topics.documents();
    }

    /** Empty for a topic that does not exist. */
    String of(String topic) {
        TopicDescription description = descriptions.get(topic);
        return description == null ? "" : description.topicId().toString();
    }

    int partitions(String topic) {
        TopicDescription description = descriptions.get(topic);
        return description == null ? 0 : description.partitions().size();
    }

    /** Everything that a document passes through. */
    Set<TopicPartition> wayOf(String documentId) {
        Set<TopicPartition> way = new HashSet<>();
        descriptions.forEach((topic, description) -> way.add(new TopicPartition(
                topic,
                DocumentPartitioner.partition(
                        documentId, description.partitions().size()))));
        return way;
    }

    /** Everything that any document passes through. */
    Set<TopicPartition> everyWay() {
        Set<TopicPartition> all = new HashSet<>();
        descriptions.forEach((topic, description) -> description
                .partitions()
                .forEach(partition -> all.add(new TopicPartition(topic, partition.partition()))));
        return all;
    }
}
