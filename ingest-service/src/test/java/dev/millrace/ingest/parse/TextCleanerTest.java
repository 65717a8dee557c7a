package dev.millrace.ingest.parse;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextCleanerTest {

    @Test
    void whatUtf8CannotCarryIsDropped() {
        assertThat(TextCleaner.line("a\0b\uD800c\uDC00d\uFFFEe")).isEqualTo("abcde");
    }

    @Test
    void surrogatePairsStay() {
        assertThat(TextCleaner.line("x 😀 y")).isEqualTo("x 😀 y");
    }

    @Test
    void runsOfAnyWhiteSpaceBecomeOneSpace() {
        assertThat(TextCleaner.line("  a \t\u00A0\n b\u3000c ")).isEqualTo("a b c");
    }

    @Test
    void inMarkupNewlinesMeanNothing() {
        assertThat(TextCleaner.paragraphs("a\n\nb", LineBreaks.MARKUP)).containsExactly("a b");
    }

    @Test
    void inWrappedTextBlankLinesPartParagraphs() {
        assertThat(TextCleaner.paragraphs("a\nb\n \nc", LineBreaks.WRAPPED)).containsExactly("a b", "c");
    }

    @Test
    void authoredLinesAreKept() {
        assertThat(TextCleaner.paragraphs("a\r\nb\r\n\r\nc\rd", LineBreaks.AUTHORED))
                .containsExactly("a\nb", "c\nd");
    }

    @Test
    void twoLineBreaksInMarkupPartParagraphs() {
        assertThat(TextCleaner.paragraphs("a\u2028b\u2028\u2028c", LineBreaks.MARKUP))
                .containsExactly("a\nb", "c");
    }
}
