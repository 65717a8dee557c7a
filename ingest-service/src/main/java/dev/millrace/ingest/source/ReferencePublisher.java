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
import org.jspecify.annotations.Nullable;

/** Writes what a watcher noticed to the documents topic. */
public final class ReferencePublisher {

    private static final byte[] CONTENT_TYPE = ReferenceCodec.CONTENT_TYPE.getBytes(UTF_8);

    private final Producer<byte[], byte[]> producer;
    private final String topic;
    private final List<Future<RecordMetadata>> underway = new ArrayList<>();

    /**
     * For one watcher.
     *
     * @param producer not closed here
     */
    public ReferencePublisher(Producer<byte[], byte[]> producer, String topic) {
        this.producer = producer;
        this.topic = topic;
    }

    void changed(String documentId, URI uri, String version, long changedAtMillis) {
        byte[] value = ReferenceCodec.write(uri, version, changedAtMillis);
        send(documentId, value, new RecordHeaders().add("content-type", CONTENT_TYPE));
    }

    /** No value, so that compaction forgets the document; with a reference all the same: look whether it is gone. */
    void disappeared(String documentId, URI uri) {
        Headers headers = new RecordHeaders()
                .add("content-type", CONTENT_TYPE)
                .add("source-uri", uri.toString().getBytes(UTF_8));
        send(documentId, null, headers);
    }

    private void send(String documentId, byte @Nullable [] value, Headers headers) {
        byte[] key = documentId.getBytes(UTF_8);
        underway.add(producer.send(new ProducerRecord<>(topic, null, key, value, headers)));
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
}
