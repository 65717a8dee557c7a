package dev.millrace.encoder;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextWindowsTest {
    @Test
    void aShortTextIsOneWindow() {
        assertThat(TextWindows.end("one two", 0, 7)).isEqualTo(7);
        assertThat(TextWindows.end("one two", 4, 7)).isEqualTo(7);
    }

    @Test
    void aWindowEndsBeforeTheLastWhiteSpaceThatFits() {
        assertThat(TextWindows.end("one two three", 0, 8)).isEqualTo(7);
        assertThat(TextWindows.end("one two three", 0, 7)).isEqualTo(7);
        assertThat(TextWindows.end("one two three", 3, 5)).isEqualTo(7);
    }

    @Test
    void textWithoutWhiteSpaceIsCutAfterACharacterThatIsAWord() {
        assertThat(TextWindows.end("日本語日本語", 0, 4)).isEqualTo(4);
        assertThat(TextWindows.end("abc/defghi", 0, 6)).isEqualTo(4);
    }

    @Test
    void aWordLongerThanAWindowIsCutBetweenCharacters() {
        assertThat(TextWindows.end("abcdefgh", 0, 3)).isEqualTo(3);
        assertThat(TextWindows.end("ab\uD835\uDC9C\uD835\uDC9C", 0, 3)).isEqualTo(2);
        assertThat(TextWindows.end("\uD835\uDC9C\uD835\uDC9C", 0, 1)).isPositive();
    }
}
