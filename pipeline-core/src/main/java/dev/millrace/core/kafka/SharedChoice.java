package dev.millrace.core.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What all services of an installation have to choose alike, whichever of them comes first: each candidate is a record of
 * one partition, and the first with a key holds for ever.
 */
public final class SharedChoice {

    private static final Logger LOG = LoggerFactory.getLogger(SharedChoice.class);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    /** The only one that is used, so that there is a first record, however many the topic has. */
    private static final int PARTITION = 0;

    private final KafkaConfig kafka;
    private final String topic;
    private final String key;

    /**
     * @param topic that forgets nothing; see {@link TopicProvisioner}
     * @param key of what is chosen
     */
    public SharedChoice(KafkaConfig kafka, String topic, String key) {
        this.kafka = kafka;
        this.topic = topic;
        this.key = key;
    }

    /**
     * What was chosen; empty when nobody has yet, or the topic does not exist.
     *
     * @throws TimeoutException when the brokers do not answer
     */
    public Optional<String> made() {
        List<String> candidates = new ArrayList<>();
        new TopicSnapshot(kafka, "millrace-choice", PATIENCE).read(topic, record -> {
            if (record.partition() == PARTITION && key.equals(new String(record.key(), UTF_8))) {
                candidates.add(new String(record.value(), UTF_8));
            }
        });
        return candidates.stream().findFirst();
    }

    /** Chooses {@code candidate}, unless somebody has chosen before; returns what holds. */
    public String make(String candidate) throws InterruptedException {
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                kafka.producer("millrace-choice"), new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>(topic, PARTITION, key, candidate))
                    .get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("The choice of " + key + " can't be written to " + topic, e.getCause());
        }
        return made().orElseThrow(() -> new IllegalStateException(
                "The choice of " + key + " was written to " + topic + " and is not there: is its retention limited?"));
    }

    /** Waits until the choice was made by another, also for the brokers, as long as it takes. */
    public String await() throws InterruptedException {
        while (true) {
            try {
                Optional<String> made = made();
                if (made.isPresent()) {
                    return made.get();
                }
            } catch (InterruptException e) {
                throw new InterruptedException("interrupted while waiting for the choice of " + key);
            } catch (KafkaException e) {
                LOG.warn("waiting for Kafka at {}: {}", kafka.bootstrapServers(), e.getMessage());
            }
            Thread.sleep(PAUSE);
        }
    }
}
