package dev.millrace.evaluation.speed;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.UnsafeByteOperations;
import dev.millrace.core.kafka.ChunkEvents;
import dev.millrace.core.kafka.DocumentPartitioner;
import dev.millrace.core.message.Chunk;
import dev.millrace.core.message.EmbeddedChunk;
import dev.millrace.core.message.EmbeddedChunkEvent;
import dev.millrace.encoder.MiniLmEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.apache.kafka.clients.producer.ProducerRecord;

/** An index's contents that can grow to any size, as the records that embed-service would write. */
public final class GrowthCorpus {
    private static final int CHUNKS_PER_DOCUMENT = 8;
    private static final int CALL_TEXTS = 64;
    private static final int FEWEST_WORDS = 6;
    private static final int MORE_WORDS = 7;
    private static final int LASTING = 1_000;
    /** A question's seed must not be that of a passage. */
    private static final long QUESTIONS = 1L << 40;

    private final GrowthPassages passages;
    private final String modelId;

    GrowthCorpus(GrowthPassages passages, String modelId) {
        this.passages = passages;
        this.modelId = modelId;
    }

    /**
     * Embeds texts.
     *
     * @param origin at least three of them
     * @param encoder of the precision that the index is to hold
     */
    public static GrowthCorpus embed(GrowthTexts origin, MiniLmEncoder encoder, Consumer<String> progress) {
        List<String> texts = origin.texts();
        int real = texts.size();
        List<Passage> passages = new ArrayList<>(real);
        for (int from = 0; from < real; from += CALL_TEXTS) {
            progress.accept(from + " of " + real + " texts embedded");
            List<String> call = texts.subList(from, Math.min(real, from + CALL_TEXTS));
            List<float[]> vectors = encoder.embed(call);
            for (int i = 0; i < call.size(); i++) {
                passages.add(new Passage(call.get(i), vectors.get(i)));
            }
        }
        return new GrowthCorpus(new GrowthPassages(passages), encoder.modelId().value());
    }

    /** How many of the first chunks have a text and a vector of their own. */
    public int realChunks() {
        return passages.realPassages();
    }

    /**
     * The record of a chunk.
     *
     * @param edition 0 for the one that stays; 1 and more for those that it replaces, in this order
     * @param nowMillis when it is said to have been taken in
     */
    public ProducerRecord<byte[], byte[]> record(String topic, int partitions, int place, int edition, long nowMillis) {
        Passage passage = passages.passage(place, edition);
        Chunk chunk = chunk(place, edition, passage.text(), nowMillis);
        EmbeddedChunkEvent event = EmbeddedChunkEvent.newBuilder()
                .setEmbedded(EmbeddedChunk.newBuilder()
                        .setChunk(chunk)
                        .setModelId(modelId)
                        .setVector(UnsafeByteOperations.unsafeWrap(ChunkEvents.vectorBytes(passage.vector()))))
                .build();
        int partition = DocumentPartitioner.partition(chunk.getDocumentId(), partitions);
        return new ProducerRecord<>(topic, partition, chunk.getChunkId().getBytes(UTF_8), event.toByteArray());
    }

    private static Chunk chunk(int place, int edition, String text, long nowMillis) {
        int document = place / CHUNKS_PER_DOCUMENT;
        int ordinal = place % CHUNKS_PER_DOCUMENT;
        String name = String.format(Locale.ROOT, "growth-%06d.txt", document);
        return Chunk.newBuilder()
                .setDocumentId("inbox:" + name)
                .setChunkId(String.format(Locale.ROOT, "growth-%06d-chunk-%02d", document, ordinal))
                .setRevision(edition == 0 ? LASTING : edition)
                .setText(text)
                .setTitle("Part " + document + " of what grows")
                .setCharEnd(text.length())
                .setOrdinal(ordinal)
                .setSourceUri("file:///inbox/" + name)
                .setFilename(name)
                .setMediaType("text/plain")
                .setLanguage("en")
                .setModifiedAtMs(nowMillis)
                .setIngestedAtMs(nowMillis)
                .build();
    }

    /** Some words in a row of one of the first chunks; another question for each number, as far as the texts allow. */
    public String question(int number, int chunks) {
        RandomGenerator random = new SplittableRandom(QUESTIONS + number);
        String[] words = passages.passage(random.nextInt(chunks), 0).text().split("\\s+", -1);
        int count = Math.min(words.length, FEWEST_WORDS + random.nextInt(MORE_WORDS));
        int first = random.nextInt(words.length - count + 1);
        return String.join(" ", List.of(words).subList(first, first + count));
    }
}
