package dev.millrace.embed;

import com.google.protobuf.UnsafeByteOperations;
import dev.millrace.core.deadletter.DeadLetterWriter;
import dev.millrace.core.deadletter.Reason;
import dev.millrace.core.kafka.BatchHandler;
import dev.millrace.core.kafka.ChunkEvents;
import dev.millrace.core.kafka.DocumentPartitioner;
import dev.millrace.core.message.Chunk;
import dev.millrace.core.message.EmbeddedChunk;
import dev.millrace.core.message.EmbeddedChunkEvent;
import dev.millrace.core.service.Failpoint;
import dev.millrace.core.service.Failpoint.Place;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/** The stage of embed-service: embeds what was polled, publishes it in the order it came, and waits for delivery. */
final class Embedder implements BatchHandler {

    private final VectorSource vectors;
    private final Producer<byte[], byte[]> producer;
    private final String topic;
    private final DeadLetterWriter deadLetters;
    private final EmbedMetrics metrics;
    private final Clock clock;
    private final Failpoint failpoint;

    /**
     * @param producer not closed here
     * @param topic of embedded chunks
     */
    Embedder(
            VectorSource vectors,
            Producer<byte[], byte[]> producer,
            String topic,
            DeadLetterWriter deadLetters,
            EmbedMetrics metrics,
            Clock clock,
            Failpoint failpoint) {
        this.vectors = vectors;
        this.producer = producer;
        this.topic = topic;
        this.deadLetters = deadLetters;
        this.metrics = metrics;
        this.clock = clock;
        this.failpoint = failpoint;
    }

    @Override
    public void handle(List<ConsumerRecord<byte[], byte[]>> records) throws InterruptedException {
        List<Task> tasks = records.stream().map(Task::of).toList();
        Iterator<Embedding> embeddings = vectors.embed(texts(tasks)).iterator();
        failpoint.pass(Place.EMBED_COMPUTED);
        int partitions = producer.partitionsFor(topic).size();
        List<Outcome> outcomes = new ArrayList<>(tasks.size());
        List<Future<RecordMetadata>> underway = new ArrayList<>(tasks.size());
        for (Task task : tasks) {
            outcomes.add(
                    switch (task) {
                        case Task.Embed(var record, Chunk chunk) ->
                            finish(record, chunk, embeddings.next(), partitions, underway);
                        case Task.PassOn(var record, var removed) -> {
                            EmbeddedChunkEvent event = EmbeddedChunkEvent.newBuilder()
                                    .setRemoved(removed)
                                    .build();
                            underway.add(send(record, removed.getDocumentId(), event, partitions));
                            yield Outcome.REMOVED;
                        }
                        case Task.Reject(var record, Reason reason, String message) -> reject(record, reason, message);
                    });
        }
        await(underway);
        failpoint.pass(Place.EMBED_DELIVERED);
        long now = clock.millis();
        for (int i = 0; i < records.size(); i++) {
            metrics.processed(records.get(i), outcomes.get(i), now);
        }
    }

    private static List<String> texts(List<Task> tasks) {
        List<String> texts = new ArrayList<>();
        for (Task task : tasks) {
            if (task instanceof Task.Embed(var record, Chunk chunk)) {
                texts.add(chunk.getText());
            }
        }
        return texts;
    }

    private Outcome finish(
            ConsumerRecord<byte[], byte[]> record,
            Chunk chunk,
            Embedding embedding,
            int partitions,
            List<Future<RecordMetadata>> underway)
            throws InterruptedException {
        return switch (embedding) {
            case Embedding.Vector(float[] vector) -> {
                underway.add(send(record, chunk.getDocumentId(), embedded(chunk, vector), partitions));
                yield Outcome.EMBEDDED;
            }
            case Embedding.Failed(String message) -> reject(record, Reason.EMBEDDING_FAILED, message);
        };
    }

    private EmbeddedChunkEvent embedded(Chunk chunk, float[] vector) {
        return EmbeddedChunkEvent.newBuilder()
                .setEmbedded(EmbeddedChunk.newBuilder()
                        .setChunk(chunk)
                        .setModelId(vectors.modelId())
                        .setVector(UnsafeByteOperations.unsafeWrap(ChunkEvents.vectorBytes(vector))))
                .build();
    }

    private Outcome reject(ConsumerRecord<byte[], byte[]> record, Reason reason, String message)
            throws InterruptedException {
        deadLetters.write(record, reason, message);
        return Outcome.REJECTED;
    }

    private Future<RecordMetadata> send(
            ConsumerRecord<byte[], byte[]> record, String documentId, EmbeddedChunkEvent event, int partitions) {
        int partition = DocumentPartitioner.partition(documentId, partitions);
        return producer.send(new ProducerRecord<>(topic, partition, record.key(), event.toByteArray()));
    }

    private void await(List<Future<RecordMetadata>> underway) throws InterruptedException {
        producer.flush();
        try {
            for (Future<RecordMetadata> sent : underway) {
                sent.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("an embedded chunk can't be written to " + topic, e.getCause());
        }
    }
}
