package dev.millrace.encoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MiniLmTokenizerTest {
    @TempDir
    static Path nativeCache;

    private static MiniLmTokenizer tokenizer;

    @BeforeAll
    static void open() {
        tokenizer = MiniLmTokenizer.open(nativeCache);
    }

    @AfterAll
    static void close() {
        tokenizer.close();
    }

    @Test
    void textBecomesTheTokensOfThePublishedVocabulary() {
        TokenizedText tokens = tokenizer.tokenize("A man is eating food.");
        assertThat(tokens.ids(100)).containsExactly(1037, 2158, 2003, 5983, 2833, 1012);
        assertThat(tokens.ids(2)).containsExactly(1037, 2158);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Hello, world!          | Hello·,·world·!",
                "a.b,c-d                | a·.·b·,·c·-·d",
                "Café cafe\u0301 naïve  | Café·cafe\u0301·naïve",
                "日本語 テスト           | 日·本·語·テスト",
                "한국어 문장              | 한국어·문장",
                "go 😀 on 𝒜bc            | go·😀·on·𝒜bc",
                "👩‍🚀x                     | 👩‍🚀x",
                "İstanbul ﬁx ẞ           | İstanbul·ﬁx·ẞ",
                "see [SEP] there         | see·[SEP]·there",
            })
    void wordsStandWhereTheTextHasThem(String text, String words) {
        assertThat(wordsOf(text)).containsExactly(words.split("·"));
    }

    @Test
    void onlyAWordsFirstTokenStartsIt() {
        TokenizedText tokens = tokenizer.tokenize("unbelievably tokenized");
        assertThat(tokens.size()).isGreaterThan(2);
        assertThat(IntStream.range(0, tokens.size()).filter(tokens::startsWord).count())
                .isEqualTo(2);
    }

    @Test
    void whatIsNoWordHasNoTokens() {
        assertThat(tokenizer.tokenize("").size()).isZero();
        assertThat(tokenizer.tokenize(" \n\t\u0000\u200B\uFEFF ").size()).isZero();
    }

    @Test
    void aLoneSurrogateLeavesTheRestOfTheTextReadable() {
        assertThat(wordsOf("one \uD83D two\uDE00 \u0000 \uD83D\uDE00 é"))
                .containsExactly("one", "two", "\uD83D\uDE00", "é");
    }

    @RepeatedTest(100)
    void tokensStandInOrderWithinTheTextWhateverItHolds(RepetitionInfo repetition) {
        String text = NastyText.of(new Random(repetition.getCurrentRepetition()), 200);
        TokenizedText tokens = tokenizer.tokenize(text);
        assertThat(tokens.size()).isPositive();
        for (int i = 0; i < tokens.size(); i++) {
            assertThat(tokens.start(i)).isBetween(i == 0 ? 0 : tokens.start(i - 1), text.length());
            assertThat(tokens.end(i))
                    .isBetween(Math.max(tokens.start(i) + 1, i == 0 ? 0 : tokens.end(i - 1)), text.length());
            if (i > 0 && tokens.startsWord(i)) {
                assertThat(tokens.start(i)).isGreaterThanOrEqualTo(tokens.end(i - 1));
            }
            assertThat(splitsPair(text, tokens.start(i))).isFalse();
            assertThat(splitsPair(text, tokens.end(i))).isFalse();
        }
        assertThat(tokens.startsWord(0)).isTrue();
    }

    /** What the chunker builds on: a text cut at a word boundary has the tokens of its parts. */
    @RepeatedTest(20)
    void aTextCutBetweenWordsHasTheTokensOfItsParts(RepetitionInfo repetition) {
        String text = NastyText.of(new Random(1000 + repetition.getCurrentRepetition()), 60);
        TokenizedText whole = tokenizer.tokenize(text);
        for (int i = 1; i < whole.size(); i++) {
            if (whole.startsWord(i)) {
                String head = text.substring(0, whole.end(i - 1));
                assertThat(tokenizer.tokenize(head).ids(Integer.MAX_VALUE)).isEqualTo(whole.ids(i));
            }
        }
    }

    @Test
    void aTextOfMegabytesIsReadWholeAndAsIfAtOnce() {
        String sentence = "The 3rd quarter's revenue, naïvely put, grew 12.5% 😀 (日本語). ";
        TokenizedText one = tokenizer.tokenize(sentence);
        int copies = 2_000_000 / sentence.length();

        TokenizedText tokens = tokenizer.tokenize(sentence.repeat(copies));

        assertThat(tokens.size()).isEqualTo(one.size() * copies);
        for (int i = 0; i < tokens.size(); i++) {
            int same = i % one.size();
            int shift = i / one.size() * sentence.length();
            if (tokens.id(i) != one.id(same)
                    || tokens.start(i) != one.start(same) + shift
                    || tokens.end(i) != one.end(same) + shift
                    || tokens.startsWord(i) != one.startsWord(same)) {
                throw new AssertionError("Token " + i + " differs.");
            }
        }
    }

    @Test
    void megabytesWithoutWhiteSpaceAreReadToo() {
        assertThat(tokenizer.tokenize("日本語".repeat(100_000)).size()).isEqualTo(300_000);
        assertThat(tokenizer.tokenize("x".repeat(1_000_000)).size()).isPositive();
    }

    @Test
    void threadsShareATokenizer() {
        List<String> texts = IntStream.range(0, 200)
                .mapToObj(seed -> NastyText.of(new Random(seed), 50))
                .toList();
        List<int[]> alone = texts.stream().map(this::ids).toList();
        List<int[]> together = texts.parallelStream().map(this::ids).toList();
        assertThat(together).usingRecursiveComparison().isEqualTo(alone);
    }

    @Test
    void theNativeLibraryIsUnpackedWhereToldTo() {
        assertThat(nativeCache).isDirectoryRecursivelyContaining("glob:**tokenizers.so");
    }

    @Test
    void aClosedTokenizerSaysSo() {
        MiniLmTokenizer other = MiniLmTokenizer.open(nativeCache);
        other.close();
        other.close();
        assertThatThrownBy(() -> other.tokenize("text"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed");
    }

    private int[] ids(String text) {
        return tokenizer.tokenize(text).ids(Integer.MAX_VALUE);
    }

    private static List<String> wordsOf(String text) {
        TokenizedText tokens = tokenizer.tokenize(text);
        List<String> words = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < tokens.size(); i++) {
            start = tokens.startsWord(i) ? tokens.start(i) : start;
            if (i + 1 == tokens.size() || tokens.startsWord(i + 1)) {
                words.add(text.substring(start, tokens.end(i)));
            }
        }
        return words;
    }

    private static boolean splitsPair(String text, int index) {
        return index > 0
                && index < text.length()
                && Character.isHighSurrogate(text.charAt(index - 1))
                && Character.isLowSurrogate(text.charAt(index));
    }
}
