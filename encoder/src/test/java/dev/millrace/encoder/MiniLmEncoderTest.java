package dev.millrace.encoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class MiniLmEncoderTest {
    private static final String WORDS = "the consumer group lags behind, so each partition (and its replica) waits; "
            + "rebalancing unpredictably throttles producers. quarterly revenue grew by 12 percent in Europe!";

    private static MiniLmEncoder encoder;

    @BeforeAll
    static void open() {
        encoder = MiniLmEncoder.open(EncoderConfig.defaults());
    }

    @AfterAll
    static void close() {
        encoder.close();
    }

    /** The sentences of the model's card, and what sentence-transformers prints for them (leading components). */
    @Test
    void vectorsAreThoseSentenceTransformersGives() {
        List<float[]> vectors = encoder.embed(List.of("This is an example sentence", "Each sentence is converted"));
        assertThat(Arrays.copyOf(vectors.get(0), 5))
                .containsExactly(
                        new float[] {0.0676569f, 0.0634960f, 0.0487131f, 0.0793049f, 0.0374480f}, within(2e-6f));
        assertThat(Arrays.copyOf(vectors.get(1), 5))
                .containsExactly(
                        new float[] {0.0864386f, 0.1027626f, 0.0053945f, 0.0020444f, -0.0099634f}, within(2e-6f));
    }

    /** The best known pair of the sentence-transformers documentation's semantic search example. */
    @Test
    void likeMeaningsAreNear() {
        List<float[]> vectors = encoder.embed(
                List.of("A man is eating food.", "A man is eating a piece of bread.", "The girl is carrying a baby."));
        assertThat(dot(vectors.get(0), vectors.get(1))).isCloseTo(0.7553, within(5e-5));
        assertThat(dot(vectors.get(0), vectors.get(2))).isLessThan(0.1);
    }

    @Test
    void aBatchOfMixedLengthsGivesWhatEachTextGivesAloneInTheOrderAsked() throws Exception {
        List<String> texts = mixedLengths(30);
        List<float[]> vectors = encoder.embed(texts);
        assertThat(vectors).hasSameSizeAs(texts);
        try (ReferencePath reference = new ReferencePath()) {
            for (int i = 0; i < texts.size(); i++) {
                assertThat(dot(vectors.get(i), reference.embed(texts.get(i), 256)))
                        .isCloseTo(1.0, within(1e-5));
            }
        }
    }

    @Test
    void aTextIsReadUpToItsTwoHundredFiftySixthToken() throws Exception {
        String text = WORDS.repeat(12);
        float[] vector = encoder.embed(List.of(text)).getFirst();
        try (ReferencePath reference = new ReferencePath()) {
            assertThat(dot(vector, reference.embed(text, 256))).isCloseTo(1.0, within(1e-5));
            assertThat(dot(vector, reference.embed(text, 255))).isLessThan(0.99999);
            assertThat(dot(vector, reference.embed(text, 128))).isLessThan(0.999);
        }
    }

    @Test
    void aTextWithoutWordsHasAVectorToo() {
        assertThat(encoder.embed(List.of("", " \n", "\uD83D")))
                .allSatisfy(vector -> assertThat(dot(vector, vector)).isCloseTo(1.0, within(1e-5)))
                .allSatisfy(vector -> assertThat(vector).hasSize(encoder.dimension()));
    }

    @Test
    void noTextsGiveNoVectors() {
        assertThat(encoder.embed(List.of())).isEmpty();
    }

    @Test
    void anEndlessTextCostsNoMoreThanItsBeginning() {
        String endless = "begin. ".repeat(3_000_000);
        float[] vector = encoder.embed(List.of(endless)).getFirst();
        assertThat(dot(
                        vector,
                        encoder.embed(List.of(endless.substring(0, 7 * 127))).getFirst()))
                .isCloseTo(1.0, within(1e-5));
    }

    @Test
    void vectorsNameTheirModel() {
        assertThat(encoder.modelId()).isEqualTo(MiniLmModel.ID);
        assertThat(encoder.dimension()).isEqualTo(384);
    }

    @Test
    void theListenerHearsOfEachTextOnceAndOfNoBatchBeyondTheBudget() {
        List<String> texts = mixedLengths(50);
        Recorder heard = new Recorder();
        encoder.embed(texts, heard);
        assertThat(heard.tokenizedTexts).isEqualTo(50);
        assertThat(heard.batchTexts.stream().mapToInt(Integer::intValue).sum()).isEqualTo(50);
        assertThat(heard.batchTokens)
                .hasSizeGreaterThan(1)
                .allMatch(tokens -> tokens <= EncoderConfig.DEFAULT_BATCH_TOKEN_BUDGET);
        assertThat(heard.batchTokens.stream().mapToInt(Integer::intValue).sum()).isGreaterThanOrEqualTo(heard.tokens);
        assertThat(heard.time).isPositive();
    }

    @Test
    void threadsShareAnEncoder() {
        List<String> texts = mixedLengths(16);
        List<float[]> alone = encoder.embed(texts);
        List<float[]> together = texts.parallelStream()
                .map(text -> encoder.embed(List.of(text)).getFirst())
                .toList();
        for (int i = 0; i < texts.size(); i++) {
            assertThat(dot(alone.get(i), together.get(i))).isCloseTo(1.0, within(1e-5));
        }
    }

    @Test
    void aClosedEncoderSaysSo() {
        MiniLmEncoder other = MiniLmEncoder.open(EncoderConfig.defaults());
        other.close();
        other.close();
        assertThatThrownBy(() -> other.embed(List.of("text")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed");
    }

    private static List<String> mixedLengths(int count) {
        Random random = new Random(7);
        String[] words = WORDS.split(" ");
        return IntStream.range(0, count)
                .mapToObj(i -> String.join(
                        " ",
                        random.ints(1 + random.nextInt(i % 5 == 0 ? 300 : 40), 0, words.length)
                                .mapToObj(word -> words[word])
                                .toList()))
                .toList();
    }

    private static double dot(float[] left, float[] right) {
        return IntStream.range(0, left.length)
                .mapToDouble(i -> (double) left[i] * right[i])
                .sum();
    }

    private static double dot(float[] left, double[] right) {
        return IntStream.range(0, left.length)
                .mapToDouble(i -> left[i] * right[i])
                .sum();
    }

    private static final class Recorder implements EncoderListener {
        private final List<Integer> batchTexts = new ArrayList<>();
        private final List<Integer> batchTokens = new ArrayList<>();
        private int tokenizedTexts;
        private int tokens;
        private Duration time = Duration.ZERO;

        @Override
        public void tokenized(int texts, int tokens, Duration took) {
            tokenizedTexts += texts;
            this.tokens += tokens;
            time = time.plus(took);
        }

        @Override
        public void embedded(int texts, int paddedTokens, Duration took) {
            batchTexts.add(texts);
            batchTokens.add(paddedTokens);
            time = time.plus(took);
        }
    }
}
