package dev.millrace.ingest.chunk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.encoder.Encoder;
import dev.millrace.encoder.EncoderException;
import dev.millrace.encoder.EncoderListener;
import dev.millrace.encoder.MiniLmTokenizer;
import dev.millrace.encoder.ModelId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class SemanticChunkerTest {

    private static final MiniLmTokenizer TOKENIZER = MiniLmTokenizer.open(null);
    private static final List<String> BEES = List.of(
            "A bee colony builds its comb in the dark hive.",
            "In the hive each bee colony stores honey in the comb.",
            "The comb of a bee hive holds honey and brood of the colony.",
            "A colony of bees guards the honey in its hive and comb.",
            "When the hive is full of honey the bee colony builds more comb.");
    private static final List<String> TRAINS = List.of(
            "Trains run late when railway signals fail on busy tracks.",
            "Railway signals keep trains apart on shared tracks.",
            "On old tracks trains wait for railway signals again.",
            "Busy railway tracks need signals so trains run safely.",
            "When signals fail trains stop on railway tracks for hours.");

    @AfterAll
    static void close() {
        TOKENIZER.close();
    }

    @Test
    void aChunkEndsWhereTheSubjectChanges() {
        String bees = String.join(" ", BEES);
        String trains = String.join(" ", TRAINS);
        assertThat(texts(new FakeEncoder(), new RandomDocuments.Builder().paragraph(bees + " " + trains)))
                .containsExactly(bees, trains);
    }

    @Test
    void paragraphsOfOneSubjectShareAChunk() {
        var document = new RandomDocuments.Builder();
        BEES.forEach(document::paragraph);
        TRAINS.forEach(document::item);
        assertThat(texts(new FakeEncoder(), document))
                .containsExactly(String.join("\n\n", BEES), String.join("\n\n", TRAINS));
    }

    @Test
    void aFewWordsAreNoChunk() {
        String bees = String.join(" ", BEES);
        assertThat(texts(new FakeEncoder(), new RandomDocuments.Builder().paragraph(bees + " Never mind that!")))
                .containsExactly(bees + " Never mind that!");
    }

    @Test
    void aHeadingStartsANewChunk() {
        var document = new RandomDocuments.Builder()
                .paragraph(BEES.getFirst())
                .heading(1, "More of the comb in the hive")
                .paragraph(BEES.getLast());
        assertThat(texts(new FakeEncoder(), document))
                .containsExactly(BEES.getFirst(), "More of the comb in the hive\n\n" + BEES.getLast());
    }

    @Test
    void whatCanNotBeEmbeddedIsCutByItsStructure() {
        var document = new RandomDocuments.Builder().paragraph(BEES.getFirst()).paragraph(TRAINS.getFirst());
        assertThat(texts(new BrokenEncoder(), document)).containsExactly(BEES.getFirst() + "\n\n" + TRAINS.getFirst());
    }

    @Test
    void aBookIsEmbeddedOnlySoFar() {
        var document = new RandomDocuments.Builder();
        for (int i = 0; i <= SemanticChunker.MOST_SENTENCES; i++) {
            document.item("Item " + i);
        }
        assertThat(texts(new BrokenEncoder(), document)).isNotEmpty();
        List<String> embedded = new ArrayList<>();
        chunker(new FakeEncoder() {
                    @Override
                    public List<float[]> embed(List<String> texts, EncoderListener listener) {
                        embedded.addAll(texts);
                        return super.embed(texts, listener);
                    }
                })
                .chunk(document.build());
        assertThat(embedded).isEmpty();
    }

    private static List<String> texts(Encoder encoder, RandomDocuments.Builder document) {
        return chunker(encoder).chunk(document.build()).stream()
                .map(TextChunk::text)
                .toList();
    }

    private static Chunker chunker(Encoder encoder) {
        return new SemanticChunker(TOKENIZER, encoder, new ChunkerConfig(Strategy.SEMANTIC, 256, 0, 0.5));
    }

    private static final class BrokenEncoder implements Encoder {
        @Override
        public List<float[]> embed(List<String> texts, EncoderListener listener) {
            throw new EncoderException("The model's vector of text 0 is not a number.", 0);
        }

        @Override
        public ModelId modelId() {
            return new ModelId("broken");
        }

        @Override
        public int dimension() {
            return 1;
        }

        @Override
        public void close() {}
    }
}
