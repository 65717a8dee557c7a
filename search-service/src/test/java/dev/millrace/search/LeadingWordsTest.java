package dev.millrace.search;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LeadingWordsTest {

    @Test
    void aQuestionOfUsualLengthIsKeptWhole() {
        String question = "Why, in “winter”, do bees (Apis mellifera) cluster?";

        assertThat(LeadingWords.of(question)).isEqualTo(question);
    }

    @Test
    void aLongQuestionEndsAfterItsLeadingWords() {
        assertThat(LeadingWords.of("word ".repeat(500))).isEqualTo("word ".repeat(LeadingWords.MOST));
    }

    @Test
    void ideographsAndSymbolsAreWordsEach() {
        assertThat(LeadingWords.of("蜂".repeat(500))).hasSize(LeadingWords.MOST);
        assertThat(LeadingWords.of("🐝".repeat(500))).hasSize(2 * LeadingWords.MOST);
    }
}
