package dev.millrace.standalone.campaign;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.millrace.core.kafka.TopicsConfig;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Compares topics and index, as they are now, with a model. */
public final class ModelCheck implements AutoCloseable {

    /** Of all-MiniLM-L6-v2. */
    private static final int DIMENSION = 384;

    private final Model model;
    private final Predicate<String> concerns;
    private final TopicsConfig topicNames;
    private final TopicContents topics;
    private final IndexContents index;

    /**
     * @param concerns ids of documents that the model is about; others are nobody's business here
     */
    public ModelCheck(
            Model model, Predicate<String> concerns, TopicsConfig topicNames, String bootstrapServers, URI openSearch) {
        this.model = model;
        this.concerns = concerns;
        this.topicNames = topicNames;
        this.topics = new TopicContents(bootstrapServers);
        this.index = new IndexContents(openSearch, "millrace");
    }

    /**
     * Empty when all is as it must be.
     *
     * @throws IOException when OpenSearch can't be asked now
     */
    public List<Difference> differences() throws IOException, InterruptedException {
        List<Indexed> indexed = new ArrayList<>(index.read());
        indexed.removeIf(chunk -> !concerns.test(chunk.documentId()));
        List<Difference> differences = new ArrayList<>(Comparison.of(model, indexed, log(), DIMENSION));
        List<ConsumerRecord<byte[], byte[]>> letters = new ArrayList<>(topics.read(topicNames.deadLetters()));
        letters.removeIf(letter -> letter.key() != null && !concerns.test(new String(letter.key(), UTF_8)));
        differences.addAll(DeadLetterCheck.of(model.deadLetters(), model.possibleDeadLetters(), letters));
        return differences;
    }

    /** The newest revision of each document that ever had a chunk. */
    public Map<String, Long> revisions() {
        Map<String, Long> revisions = new HashMap<>();
        log().forEach(newest -> revisions.merge(newest.documentId(), newest.revision(), Math::max));
        return revisions;
    }

    @Override
    public void close() {
        index.close();
    }

    private List<ChunkLog.Newest> log() {
        return ChunkLog.of(topics.read(topicNames.chunks())).stream()
                .filter(newest -> concerns.test(newest.documentId()))
                .toList();
    }
}
