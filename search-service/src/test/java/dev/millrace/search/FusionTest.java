package dev.millrace.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.millrace.search.Fusion.Weights;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/**
 * The expected values are computed by hand after the source of OpenSearch's neural-search plugin: ranks from 1, scaled
 * scores of 0 raised to .001, a passage that an arm lacks counting as 0, weights divided by their sum.
 */
class FusionTest {

    /** OpenSearch computes with floats. */
    private static final Offset<Double> FLOAT = within(1e-7);

    private final Fusion rrf = new Fusion.Rrf(60);
    private final Fusion minMax = new Fusion.MinMax(new Weights(0.3, 0.7));
    private final Fusion bounded = new Fusion.BoundedMinMax(new Weights(0.3, 0.7));

    private final List<Candidate> lexical = ranking("a", 12.0, "b", 7.5, "c", 3.0);
    private final List<Candidate> semantic = ranking("b", 0.9, "d", 0.8, "a", 0.5);

    @Test
    void rrfAddsTheReciprocalsOfTheRanks() {
        List<Ranked> fused = rrf.fuse(arms(lexical, semantic));

        assertThat(ids(fused)).containsExactly("b", "a", "d", "c");
        assertThat(fused.get(0).score()).isCloseTo(1.0 / 62 + 1.0 / 61, FLOAT);
        assertThat(fused.get(1).score()).isCloseTo(1.0 / 61 + 1.0 / 63, FLOAT);
        assertThat(fused.get(2).score()).isCloseTo(0.0161290325, FLOAT);
        assertThat(fused.get(3).score()).isCloseTo(0.0158730168, FLOAT);
    }

    @Test
    void minMaxIsTheWeightedMeanOfScaledScores() {
        List<Ranked> fused = minMax.fuse(arms(lexical, semantic));

        // lexical scaled: a 1, b 0.5, c 0.001; semantic scaled: b 1, d 0.75, a 0.001
        assertThat(ids(fused)).containsExactly("b", "d", "a", "c");
        assertThat(fused.get(0).score()).isCloseTo(0.3 * 0.5 + 0.7 * 1, FLOAT);
        assertThat(fused.get(1).score()).isCloseTo(0.7 * 0.75, FLOAT);
        assertThat(fused.get(2).score()).isCloseTo(0.3 * 1 + 0.7 * 0.001, FLOAT);
        assertThat(fused.get(3).score()).isCloseTo(0.3 * 0.001, FLOAT);
    }

    @Test
    void boundedMinMaxScalesTheScoresByWordsFromZero() {
        List<Ranked> fused = bounded.fuse(arms(lexical, semantic));

        // lexical scaled: a 1, b 0.625, c 0.25; semantic scaled: b 1, d 0.75, a 0.001
        assertThat(ids(fused)).containsExactly("b", "d", "a", "c");
        assertThat(fused.get(0).score()).isCloseTo(0.3 * 0.625 + 0.7 * 1, FLOAT);
        assertThat(fused.get(1).score()).isCloseTo(0.7 * 0.75, FLOAT);
        assertThat(fused.get(2).score()).isCloseTo(0.3 * 1 + 0.7 * 0.001, FLOAT);
        assertThat(fused.get(3).score()).isCloseTo(0.3 * 0.25, FLOAT);
    }

    @Test
    void boundedMinMaxDoesNotMindHowManyAreAskedByWords() {
        List<Candidate> deeper = ranking("a", 12.0, "b", 7.5, "c", 3.0, "e", 0.6);

        assertThat(bounded.fuse(arms(deeper, List.of())).subList(0, 3))
                .isEqualTo(bounded.fuse(arms(lexical, List.of())));
    }

    @Test
    void aScoreOfZeroByWordsStillCountsAsFound() {
        List<Ranked> fused = bounded.fuse(arms(ranking("a", 2.0, "b", 0.0), List.of()));

        assertThat(fused.getLast().score()).isCloseTo(0.3 * 0.001, FLOAT);
    }

    @Test
    void weightsNeedNotAddUpToOne() {
        assertThat(new Fusion.MinMax(new Weights(3, 7)).fuse(arms(lexical, semantic)))
                .zipSatisfy(
                        minMax.fuse(arms(lexical, semantic)),
                        (one, other) -> assertThat(one.score()).isCloseTo(other.score(), FLOAT));
    }

    @Test
    void theOnlyHitOfAnArmIsScaledToOne() {
        for (Fusion fusion : List.of(minMax, bounded)) {
            assertThat(fusion.fuse(arms(ranking("a", 0.2), List.of()))
                            .getFirst()
                            .score())
                    .isCloseTo(0.3, FLOAT);
            assertThat(fusion.fuse(arms(List.of(), ranking("a", 0.2)))
                            .getFirst()
                            .score())
                    .isCloseTo(0.7, FLOAT);
        }
    }

    @Test
    void equalScoresOfAnArmAreAllScaledToOne() {
        for (Fusion fusion : List.of(minMax, bounded)) {
            assertThat(fusion.fuse(arms(ranking("a", 2.0, "b", 2.0), List.of())))
                    .extracting(Ranked::score)
                    .containsExactly(0.3, 0.3);
        }
    }

    @Test
    void equalFusedScoresStandInTheOrderOfChunkIds() {
        List<Ranked> fused = rrf.fuse(arms(ranking("z", 1.0), ranking("b", 1.0)));

        assertThat(ids(fused)).containsExactly("b", "z");
    }

    @Test
    void aHitKeepsItsPlaceAndItsShareOfEachArmThatFoundIt() {
        Ranked both = rrf.fuse(arms(lexical, semantic)).getFirst();
        Ranked one = rrf.fuse(arms(lexical, semantic)).getLast();

        assertThat(both.standings())
                .containsEntry(Arm.LEXICAL, new Standing(2, 7.5, 1.0 / 62))
                .containsEntry(Arm.SEMANTIC, new Standing(1, 0.9, 1.0 / 61));
        assertThat(one.standings()).containsOnlyKeys(Arm.LEXICAL);
    }

    @Test
    void nothingFoundIsNothingFused() {
        assertThat(rrf.fuse(Map.of())).isEmpty();
        assertThat(minMax.fuse(arms(List.of(), List.of()))).isEmpty();
    }

    private static Map<Arm, List<Candidate>> arms(List<Candidate> lexical, List<Candidate> semantic) {
        return Map.of(Arm.LEXICAL, lexical, Arm.SEMANTIC, semantic);
    }

    private static List<String> ids(List<Ranked> fused) {
        return fused.stream().map(Ranked::chunkId).toList();
    }

    private static List<Candidate> ranking(Object... idsAndScores) {
        return IntStream.range(0, idsAndScores.length / 2)
                .mapToObj(i -> new Candidate((String) idsAndScores[2 * i], "doc", (Double) idsAndScores[2 * i + 1]))
                .toList();
    }
}
