package dev.millrace.evaluation.speed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.evaluation.beir.BeirCollection;
import dev.millrace.evaluation.beir.BeirDocument;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class GrowthTextsTest {
    private static final String SENTENCE = "The harbour was dredged again in the spring of that year. ";

    @Test
    void aLongDocumentIsCutBetweenSentences() {
        GrowthTexts texts = GrowthTexts.of(collection(SENTENCE.repeat(40), SENTENCE), 100);

        assertThat(texts.origin()).isEqualTo("harbour");
        assertThat(texts.texts()).hasSize(4).allMatch(text -> text.endsWith("that year."));
        assertThat(String.join(" ", texts.texts()))
                .isEqualTo(SENTENCE.repeat(41).strip());
    }

    @Test
    void noMoreAreTakenThanWanted() {
        assertThat(GrowthTexts.of(collection(SENTENCE, SENTENCE, SENTENCE), 2).texts())
                .hasSize(2);
    }

    private static BeirCollection collection(String... texts) {
        List<BeirDocument> documents = List.of(texts).stream()
                .map(text -> new BeirDocument("id", "", text))
                .toList();
        return new BeirCollection(Path.of("harbour"), "harbour", "test", documents, List.of(), List.of());
    }
}
