package dev.millrace.evaluation.speed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.core.kafka.ChunkEvents;
import dev.millrace.core.kafka.DocumentPartitioner;
import dev.millrace.core.message.EmbeddedChunk;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

class GrowthCorpusTest {
    private static final List<Passage> REAL = IntStream.range(0, 5)
            .mapToObj(i -> new Passage(
                    "Mill " + i + " grinds the corn. The stream drives wheel " + i
                            + " all day. Flour leaves it at dusk.",
                    GrowthPassagesTest.axis(i)))
            .toList();

    private final GrowthCorpus corpus = new GrowthCorpus(new GrowthPassages(REAL), "model-a");

    @Test
    void aRecordIsWhatEmbedServiceWouldWrite() {
        ProducerRecord<byte[], byte[]> record = corpus.record("embedded", 4, 1, 0, 1_000);

        EmbeddedChunk embedded =
                ChunkEvents.readEmbedded(record.value()).orElseThrow().getEmbedded();
        assertThat(record.topic()).isEqualTo("embedded");
        assertThat(record.partition())
                .isEqualTo(DocumentPartitioner.partition(embedded.getChunk().getDocumentId(), 4));
        assertThat(new String(record.key(), UTF_8))
                .isEqualTo(embedded.getChunk().getChunkId());
        assertThat(embedded.getModelId()).isEqualTo("model-a");
        assertThat(embedded.getChunk().getText()).isEqualTo(REAL.get(1).text());
        assertThat(ChunkEvents.vector(embedded.getVector().asReadOnlyByteBuffer()))
                .isEqualTo(REAL.get(1).vector());
    }

    @Test
    void theEditionThatStaysIsTheNewest() {
        assertThat(revision(0)).isGreaterThan(revision(9));
        assertThat(revision(2)).isGreaterThan(revision(1));
    }

    @Test
    void noTwoChunksHaveTheSameId() {
        Set<String> ids = new HashSet<>();
        for (int place = 0; place < 100; place++) {
            ids.add(new String(corpus.record("embedded", 4, place, 0, 1).key(), UTF_8));
        }
        assertThat(ids).hasSize(100);
    }

    @Test
    void questionsAreWordsOfTheTexts() {
        assertThat(corpus.question(3, 5)).isEqualTo(corpus.question(3, 5));
        assertThat(REAL).anyMatch(passage -> passage.text().contains(corpus.question(3, 5)));
    }

    private long revision(int edition) {
        return ChunkEvents.readEmbedded(
                        corpus.record("embedded", 4, 1, edition, 1).value())
                .orElseThrow()
                .getEmbedded()
                .getChunk()
                .getRevision();
    }
}
