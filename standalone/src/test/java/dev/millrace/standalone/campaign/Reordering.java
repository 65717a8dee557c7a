package dev.millrace.standalone.campaign;

import dev.millrace.core.kafka.TopicsConfig;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import java.util.Random;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes old records of the chunk topics once more, in another order, as a zombie's producer might. */
final class Reordering {

    private final TopicContents contents;
    private final Properties producer;
    private final TopicsConfig topics;

    Reordering(Properties producer, TopicsConfig topics) {
        this.contents = new TopicContents(producer.getProperty(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG));
        this.producer = producer;
        this.topics = topics;
    }

    void run(Operation.Reorder reorder) {
        Random random = new Random(reorder.seed());
        try (KafkaProducer<byte[], byte[]> sender =
                new KafkaProducer<>(producer, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (String topic : List.of(topics.chunks(), topics.embeddedChunks())) {
                List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>(contents.read(topic));
                Collections.shuffle(records, random);
                records.stream()
                        .limit(reorder.records())
                        .forEach(record -> sender.send(
                                new ProducerRecord<>(topic, record.partition(), record.key(), record.value())));
            }
        }
    }
}
