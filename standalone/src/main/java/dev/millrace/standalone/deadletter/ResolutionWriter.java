package dev.millrace.standalone.deadletter;

import dev.millrace.core.deadletter.Resolution;
import dev.millrace.core.kafka.KafkaConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Notes in the topic of dead letters which of them are dealt with. Not thread-safe. */
final class ResolutionWriter implements AutoCloseable {

    private static final int MOST_UNDERWAY = 1000;
    private static final Duration DELIVERY = Duration.ofSeconds(60);

    private final String topic;
    private final KafkaProducer<byte[], byte[]> producer;
    private final List<Future<RecordMetadata>> underway = new ArrayList<>();

    ResolutionWriter(KafkaConfig kafka, String topic) {
        this.topic = topic;
        this.producer = new KafkaProducer<>(properties(kafka), new ByteArraySerializer(), new ByteArraySerializer());
    }

    void write(Letter letter, Resolution.Kind how) throws InterruptedException, ExecutionException {
        Resolution note = new Resolution(letter.id().partition(), letter.id().offset(), how);
        underway.add(producer.send(note.record(topic, letter.key())));
        if (underway.size() >= MOST_UNDERWAY) {
            flush();
        }
    }

    /** Returns when the broker has everything. */
    void flush() throws InterruptedException, ExecutionException {
        producer.flush();
        for (Future<RecordMetadata> sent : underway) {
            sent.get();
        }
        underway.clear();
    }

    @Override
    public void close() {
        producer.close();
    }

    private static Properties properties(KafkaConfig kafka) {
        String delivery = Long.toString(DELIVERY.toMillis());
        Properties properties = kafka.producer("millrace-dead-letters");
        properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, delivery);
        properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, delivery);
        return properties;
    }
}
