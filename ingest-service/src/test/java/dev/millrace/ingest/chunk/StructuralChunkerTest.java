package dev.millrace.ingest.chunk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.encoder.MiniLmTokenizer;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StructuralChunkerTest {

    private static final MiniLmTokenizer TOKENIZER = MiniLmTokenizer.open(null);

    @AfterAll
    static void close() {
        TOKENIZER.close();
    }

    @Test
    void blocksOfOneSectionShareAChunk() {
        assertThat(texts(
                        256,
                        new RandomDocuments.Builder()
                                .heading(1, "Bees")
                                .paragraph("One.")
                                .item("Two.")))
                .containsExactly("Bees\n\nOne.\n\nTwo.");
    }

    @Test
    void aHeadingStartsANewChunk() {
        assertThat(texts(
                        256,
                        new RandomDocuments.Builder()
                                .paragraph("One.")
                                .heading(1, "Bees")
                                .paragraph("Two.")))
                .containsExactly("One.", "Bees\n\nTwo.");
    }

    @Test
    void aHeadingAloneStaysWithTheOneBelowIt() {
        assertThat(texts(
                        256,
                        new RandomDocuments.Builder()
                                .heading(1, "Book")
                                .heading(2, "Bees")
                                .paragraph("Two.")))
                .containsExactly("Book\n\nBees\n\nTwo.");
    }

    @Test
    void aHeadingWithNothingUnderItStaysWithTheNext() {
        assertThat(texts(
                        256,
                        new RandomDocuments.Builder()
                                .heading(2, "Ants")
                                .heading(2, "Bees")
                                .paragraph("Two.")))
                .containsExactly("Ants\n\nBees\n\nTwo.");
    }

    /** Whatever the words are: in a longer section they would say where it is cut. */
    @ParameterizedTest
    @ValueSource(strings = {"bees", "ants", "wasps", "moths", "flies", "beetles", "spiders"})
    void aSectionOfTwoChunksIsFilledFromItsBeginning(String word) {
        RandomDocuments.Builder document = new RandomDocuments.Builder();
        for (String number : List.of("one", "two", "three", "four", "five")) {
            document.paragraph((word + " ").repeat(10) + number);
        }
        assertThat(texts(35, document))
                .extracting(text -> text.split("\n\n").length)
                .containsExactly(3, 2);
    }

    @Test
    void aTablesHeaderStaysWithItsRows() {
        var document = new RandomDocuments.Builder()
                .heading(1, "Honey")
                .paragraph("The yield of the last years, in kilograms.")
                .header("Year | Kilograms")
                .row("2021 | 812, which was a good year")
                .row("2022 | 640, after a long winter")
                .row("2023 | 705, with more colonies");
        List<TextChunk> chunks = chunks(24, document);
        assertThat(chunks).hasSizeGreaterThan(2);
        assertThat(chunks)
                .filteredOn(chunk -> chunk.text().contains("Year |"))
                .singleElement()
                .satisfies(chunk -> assertThat(chunk.text()).contains("2021"))
                .satisfies(chunk -> assertThat(chunk.headingPath()).containsExactly("Honey"));
        assertThat(chunks)
                .filteredOn(
                        chunk -> chunk.text().startsWith("2022") || chunk.text().startsWith("2023"))
                .isNotEmpty()
                .allSatisfy(chunk -> assertThat(chunk.headingPath()).containsExactly("Honey", "Year | Kilograms"));
    }

    @Test
    void whatFollowsATableIsNotUnderItsHeader() {
        var document = new RandomDocuments.Builder()
                .header("Year | Kilograms")
                .row("2021 | 812")
                .paragraph("The figures are those of the association, and were never checked by anyone else.");
        assertThat(chunks(20, document).getLast().headingPath()).isEmpty();
    }

    @Test
    void ofAVeryWideTableTheHeadingPathHoldsTheFirstColumns() {
        var document = new RandomDocuments.Builder()
                .header("Column with a long name | ".repeat(30) + "last")
                .row("one | two | three".repeat(8))
                .row("four | five | six".repeat(8));
        assertThat(chunks(64, document).getLast().headingPath())
                .singleElement()
                .satisfies(
                        columns -> assertThat(columns).hasSizeBetween(200, 250).endsWith("name"));
    }

    @Test
    void theHeadingPathIsThatOfTheSection() {
        var document = new RandomDocuments.Builder()
                .heading(1, "Book")
                .paragraph("x")
                .heading(2, "Bees")
                .paragraph("y")
                .heading(1, "End")
                .paragraph("z");
        assertThat(chunks(256, document))
                .extracting(TextChunk::headingPath)
                .containsExactly(List.of("Book"), List.of("Book", "Bees"), List.of("End"));
    }

    @Test
    void aLongParagraphIsCutBetweenSentences() {
        String paragraph = "The first sentence is here today. The second sentence follows it now. A third one ends it.";
        List<String> texts = texts(20, new RandomDocuments.Builder().paragraph(paragraph));
        assertThat(texts).hasSize(2).allMatch(text -> text.endsWith("."));
        assertThat(String.join(" ", texts)).isEqualTo(paragraph);
    }

    @Test
    void noTwoNeighboursWouldFitIntoOneChunk() {
        var document = new RandomDocuments.Builder();
        for (int i = 0; i < 60; i++) {
            document.paragraph("Paragraph " + i + " speaks of the number " + i * i + ".");
        }
        List<TextChunk> chunks = chunks(64, document);
        for (int i = 1; i < chunks.size(); i++) {
            assertThat(chunks.get(i - 1).tokens() + chunks.get(i).tokens()).isGreaterThan(62);
        }
    }

    @Test
    void aLongSentenceIsCutAtWhiteSpace() {
        String sentence = "alpha beta gamma ".repeat(10).strip();
        assertThat(texts(16, new RandomDocuments.Builder().paragraph(sentence)))
                .allMatch(text -> List.of("alpha", "beta", "gamma").containsAll(List.of(text.split(" "))));
    }

    @Test
    void aParagraphTooLongForTheRestOfItsHeadingsChunkIsCutRatherThanLeavingTheHeadingAlone() {
        String paragraph = "The first sentence is here. Second one is here too.";
        assertThat(texts(
                        16,
                        new RandomDocuments.Builder()
                                .heading(1, "Insects of the north")
                                .paragraph(paragraph)))
                .first()
                .isEqualTo("Insects of the north\n\nThe first sentence is here.");
    }

    @Test
    void aRowThatFitsIsKeptWhole() {
        var document = new RandomDocuments.Builder()
                .row("one two three four five six seven eight")
                .row("nine ten eleven twelve. Thirteen fourteen fifteen");
        assertThat(texts(16, document))
                .containsExactly(
                        "one two three four five six seven eight", "nine ten eleven twelve. Thirteen fourteen fifteen");
    }

    @Test
    void aChunkKnowsThePageItStartsOn() {
        var document = new RandomDocuments.Builder()
                .page(3)
                .paragraph("a")
                .page(4)
                .paragraph("b")
                .heading(1, "c");
        assertThat(chunks(256, document)).extracting(TextChunk::page).containsExactly(3, 4);
    }

    @Test
    void aGiantWordIsCut() {
        assertThat(texts(256, new RandomDocuments.Builder().paragraph("x".repeat(9_000))))
                .extracting(String::length)
                .containsExactly(4_000, 4_000, 1_000);
    }

    @Test
    void wrongConfigurationIsRefusedByName() {
        assertThatThrownBy(() -> new ChunkerConfig(Strategy.FIXED, 15, 0, 0)).hasMessageContaining("max-tokens");
        assertThatThrownBy(() -> new ChunkerConfig(Strategy.FIXED, 257, 0, 0)).hasMessageContaining("max-tokens");
        assertThatThrownBy(() -> new ChunkerConfig(Strategy.FIXED, 100, 51, 0)).hasMessageContaining("overlap-tokens");
    }

    private static List<String> texts(int maxTokens, RandomDocuments.Builder document) {
        return chunks(maxTokens, document).stream().map(TextChunk::text).toList();
    }

    private static List<TextChunk> chunks(int maxTokens, RandomDocuments.Builder document) {
        return new StructuralChunker(TOKENIZER, new ChunkerConfig(Strategy.STRUCTURAL, maxTokens, 0, 0))
                .chunk(document.build());
    }
}
