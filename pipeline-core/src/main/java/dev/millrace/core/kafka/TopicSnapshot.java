package dev.millrace.core.kafka;

import java.time.Duration;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.TimeoutException;

/** A topic as it is now, read once from its beginning to its present end. Committed records only. */
public final class TopicSnapshot {

    private final KafkaConfig kafka;
    private final String clientId;
    private final Duration patience;

    /**
     * @param patience how long the brokers may give nothing
     */
    public TopicSnapshot(KafkaConfig kafka, String clientId, Duration patience) {
        this.kafka = kafka;
        this.clientId = clientId;
        this.patience = patience;
    }

    /**
     * Hands over each record, in order within a partition. A topic that does not exist has none.
     *
     * @throws TimeoutException when the brokers give nothing for too long
     */
    public void read(String topic, Consumer<ConsumerRecord<byte[], byte[]>> each) {
        try (TopicFollower follower = new TopicFollower(kafka, clientId, topic, patience)) {
            follower.catchUp(each);
        }
    }
}
