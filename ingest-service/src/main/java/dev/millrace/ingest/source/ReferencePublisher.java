package dev.millrace.ingest.source;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.millrace.ingest.document.ReferenceCodec;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** Writes what a watcher noticed to the documents topic. */
final class ReferencePublisher {

    private static final byte[] CONTENT_TYPE = ReferenceCodec.CONTENT_TYPE.getBytes(UTF_8);

    private final Producer<byte[], byte[]> producer;
    private final String topic;
    private final List<Future<RecordMetadata>> underway = new ArrayList<>();

    ReferencePublisher(Producer<byte[], byte[]> producer, String topic) {
        this.producer = producer;
        this.topic = topic;
    }

    void changed(String documentId, URI uri, FileVersion version) {
        byte[] value = ReferenceCodec.write(uri, version.text(), version.changedAtMillis());
        Headers headers = new RecordHeaders().add("content-type", CONTENT_TYPE);
        underway.add(producer.send(new ProducerRecord<>(topic, null, key(documentId), value, headers)));
    }

    void deleted(String documentId) {
        underway.add(producer.send(new ProducerRecord<>(topic, key(documentId), null)));
    }

    /**
     * Returns once the broker has everything.
     *
     * @throws IllegalStateException when it refuses something
     */
    void await() throws InterruptedException {
        if (underway.isEmpty()) {
            return;
        }
        producer.flush();
        try {
            for (Future<RecordMetadata> sent : underway) {
                sent.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("a reference can't be written to " + topic, e.getCause());
        } finally {
            underway.clear();
        }
    }

    private static byte[] key(String documentId) {
        return documentId.getBytes(UTF_8);
    }
}
