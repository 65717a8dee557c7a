package dev.millrace.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** Produces documents as any client would. */
final class DocumentProducer {

    private final String bootstrapServers;

    DocumentProducer(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
    }

    void send(String documentId, @Nullable String text, String contentType)
            throws ExecutionException, InterruptedException {
        try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers), new StringSerializer(), new ByteArraySerializer())) {
            var record =
                    new ProducerRecord<>("millrace.documents", documentId, text == null ? null : text.getBytes(UTF_8));
            record.headers().add("content-type", contentType.getBytes(UTF_8));
            producer.send(record).get();
        }
    }
}
