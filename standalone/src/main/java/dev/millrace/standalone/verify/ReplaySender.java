package dev.millrace.standalone.verify;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.millrace.core.kafka.DocumentPartitioner;
import dev.millrace.core.kafka.KafkaConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Writes to the replays topic, each document where the rest of it goes. Not thread-safe. */
public final class ReplaySender implements AutoCloseable {

    private static final int MOST_UNDERWAY = 500;
    private static final Duration DELIVERY = Duration.ofSeconds(60);

    private final String topic;
    private final int partitions;
    private final KafkaProducer<byte[], byte[]> producer;
    private final List<Future<RecordMetadata>> underway = new ArrayList<>();

    /**
     * @param partitions of the topic, at least 1
     */
    public ReplaySender(KafkaConfig kafka, String topic, int partitions) {
        if (partitions < 1) {
            throw new IllegalStateException(
                    "There is no topic " + topic + ": it is created when ingest-service starts");
        }
        this.topic = topic;
        this.partitions = partitions;
        this.producer = new KafkaProducer<>(properties(kafka), new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** Sends a record; waits now and then for those before it, so that no more than a bounded number is underway. */
    public void send(String documentId, byte @Nullable [] value, Headers headers)
            throws InterruptedException, ExecutionException {
        int partition = DocumentPartitioner.partition(documentId, partitions);
        underway.add(producer.send(
                new ProducerRecord<>(topic, partition, null, documentId.getBytes(UTF_8), value, headers)));
        if (underway.size() >= MOST_UNDERWAY) {
            flush();
        }
    }

    /** Returns when the broker has everything. */
    public void flush() throws InterruptedException, ExecutionException {
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

    /** A person waits: unlike a service, a command does not outlast an outage. */
    private static Properties properties(KafkaConfig kafka) {
        String delivery = Long.toString(DELIVERY.toMillis());
        Properties properties = kafka.producer("millrace-replay");
        properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, delivery);
        properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, delivery);
        return properties;
    }
}
