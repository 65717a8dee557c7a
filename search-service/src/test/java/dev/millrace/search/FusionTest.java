package dev.millrace.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.millrace.search.Fusion.Fused;
import dev.millrace.search.Fusion.Ranked;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class FusionTest {

    /** OpenSearch computes with floats. */
    private static final Offset<Double> FLOAT = within(1e-7);

    private final Fusion rrf = new Fusion.Rrf(60);
    private final Fusion minMax = new Fusion.MinMax(0.3, 0.7);

    private final List<Ranked> lexical = ranking("a", 12.0, "b", 7.5, "c", 3.0);
    private final List<Ranked> semantic = ranking("b", 0.9, "d", 0.8, "a", 0.5);

    @Test
    void rrfAddsTheReciprocalsOfTheRanks() {
        List<Fused> fused = rrf.fuse(lexical, semantic);

        assertThat(ids(fused)).containsExactly("b", "a", "d", "c");
        assertThat(fused.get(0).score()).isCloseTo(1.0 / 62 + 1.0 / 61, FLOAT);
        assertThat(fused.get(1).score()).isCloseTo(1.0 / 61 + 1.0 / 63, FLOAT);
        assertThat(fused.get(2).score()).isCloseTo(0.0161290325, FLOAT);
        assertThat(fused.get(3).score()).isCloseTo(0.0158730168, FLOAT);
    }

    @Test
    void minMaxIsTheWeightedMeanOfScaledScores() {
        List<Fused> fused = minMax.fuse(lexical, semantic);

        // lexical scaled: a 1, b 0.5, c 0.001; semantic scaled: b 1, d 0.75, a 0.001
        assertThat(ids(fused)).containsExactly("b", "d", "a", "c");
        assertThat(fused.get(0).score()).isCloseTo(0.3 * 0.5 + 0.7 * 1, FLOAT);
        assertThat(fused.get(1).score()).isCloseTo(0.7 * 0.75, FLOAT);
        assertThat(fused.get(2).score()).isCloseTo(0.3 * 1 + 0.7 * 0.001, FLOAT);
        assertThat(fused.get(3).score()).isCloseTo(0.3 * 0.001, FLOAT);
    }

    @Test
    void weightsNeedNotAddUpToOne() {
        assertThat(new Fusion.MinMax(3, 7).fuse(lexical, semantic))
                .zipSatisfy(
                        minMax.fuse(lexical, semantic),
                        (one, other) -> assertThat(one.score()).isCloseTo(other.score(), FLOAT));
    }

    @Test
    void theOnlyHitOfAnArmIsScaledToOne() {
        List<Fused> fused = minMax.fuse(ranking("a", 0.2), List.of());

        assertThat(fused.getFirst().score()).isCloseTo(0.3, FLOAT);
    }

    @Test
    void equalScoresOfAnArmAreAllScaledToOne() {
        assertThat(minMax.fuse(ranking("a", 2.0, "b", 2.0), List.of()))
                .extracting(Fused::score)
                .containsExactly(0.3, 0.3);
    }

    @Test
    void equalFusedScoresStandInTheOrderOfChunkIds() {
        List<Fused> fused = rrf.fuse(ranking("z", 1.0), ranking("b", 1.0));

        assertThat(ids(fused)).containsExactly("b", "z");
    }

    @Test
    void aHitKeepsItsPlaceInEachArmThatFoundIt() {
        Fused both = rrf.fuse(lexical, semantic).getFirst();
        Fused one = rrf.fuse(lexical, semantic).getLast();

        assertThat(both.arms())
                .containsEntry(Arm.LEXICAL, new Ranked("b", 2, 7.5))
                .containsEntry(Arm.SEMANTIC, new Ranked("b", 1, 0.9));
        assertThat(one.arms()).containsOnlyKeys(Arm.LEXICAL);
    }

    @Test
    void nothingFoundIsNothingFused() {
        assertThat(rrf.fuse(List.of(), List.of())).isEmpty();
        assertThat(minMax.fuse(List.of(), List.of())).isEmpty();
    }

    private static List<String> ids(List<Fused> fused) {
        return fused.stream().map(Fused::chunkId).toList();
    }

    private static List<Ranked> ranking(Object... idsAndScores) {
        return IntStream.range(0, idsAndScores.length / 2)
                .mapToObj(i -> new Ranked((String) idsAndScores[2 * i], i + 1, (Double) idsAndScores[2 * i + 1]))
                .toList();
    }
}
