package dev.millrace.evaluation.speed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GrowthPassagesTest {
    private static final List<Passage> REAL = IntStream.range(0, 20)
            .mapToObj(i -> new Passage("First of " + i + ". Second of " + i + "! Third of " + i + ".", axis(i)))
            .toList();

    private final GrowthPassages passages = new GrowthPassages(REAL);

    @Test
    void theRealOnesComeFirst() {
        assertThat(passages.passage(7, 0)).isSameAs(REAL.get(7));
        assertThat(passages.passage(7, 1).text()).isNotEqualTo(REAL.get(7).text());
    }

    @Test
    void aMixtureHasSentencesOfTwoOrThreeAndAVectorBetweenTheirs() {
        for (int place = 20; place < 220; place++) {
            Passage mixture = passages.passage(place, 0);

            List<Integer> sources = IntStream.range(0, REAL.size())
                    .filter(i -> mixture.text().matches(".*\\b" + i + "\\b.*"))
                    .boxed()
                    .toList();
            assertThat(sources).hasSizeBetween(2, 3);
            sources.forEach(source ->
                    assertThat(dot(mixture.vector(), REAL.get(source).vector())).isGreaterThan(0.05));
            assertThat(dot(mixture.vector(), mixture.vector())).isCloseTo(1, within(1e-5));
        }
    }

    @Test
    void theSamePlaceHoldsTheSameAtEachRun() {
        Passage once = passages.passage(123, 0);
        Passage again = new GrowthPassages(REAL).passage(123, 0);

        assertThat(again.text()).isEqualTo(once.text());
        assertThat(again.vector()).isEqualTo(once.vector());
        assertThat(passages.passage(124, 0).vector()).isNotEqualTo(once.vector());
    }

    static float[] axis(int i) {
        float[] vector = new float[32];
        vector[i] = 1;
        return vector;
    }

    private static double dot(float[] left, float[] right) {
        double sum = 0;
        for (int i = 0; i < left.length; i++) {
            sum += (double) left[i] * right[i];
        }
        return sum;
    }
}
