package dev.millrace.evaluation.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.millrace.core.config.Settings;
import dev.millrace.core.kafka.KafkaConfig;
import dev.millrace.core.kafka.TopicsConfig;
import dev.millrace.evaluation.beir.BeirDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Sends a collection's documents as any producer would: plain text, with the title in front and as a header. */
public final class CorpusFeed {

    private final Settings settings;

    public CorpusFeed(Settings settings) {
        this.settings = settings;
    }

    /** Returns when the broker has them all. */
    public void send(List<BeirDocument> documents) throws InterruptedException {
        String topic = TopicsConfig.from(settings).documents();
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                KafkaConfig.from(settings).producer("millrace-evaluate"),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            List<Future<RecordMetadata>> underway = new ArrayList<>();
            documents.forEach(document -> underway.add(producer.send(record(topic, document))));
            for (Future<RecordMetadata> sent : underway) {
                sent.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("a document can't be written to " + topic, e.getCause());
        }
    }

    static ProducerRecord<byte[], byte[]> record(String topic, BeirDocument document) {
        ProducerRecord<byte[], byte[]> sent = new ProducerRecord<>(
                topic, document.id().getBytes(UTF_8), document.content().getBytes(UTF_8));
        sent.headers().add("content-type", "text/plain; charset=utf-8".getBytes(UTF_8));
        if (!document.title().isBlank()) {
            sent.headers().add("title", document.title().getBytes(UTF_8));
        }
        return sent;
    }
}
