package dev.millrace.encoder;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.encoder.BatchPlanner.Batch;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class BatchPlannerTest {
    @Test
    void nothingNeedsNoBatch() {
        assertThat(BatchPlanner.plan(new int[0], 2048)).isEmpty();
    }

    @Test
    void textsOfLikeLengthShareABatch() {
        List<Batch> batches = BatchPlanner.plan(new int[] {10, 200, 12, 190, 11}, 400);
        assertThat(batches).containsExactly(new Batch(List.of(1, 3), 200), new Batch(List.of(2, 4, 0), 12));
    }

    @Test
    void aTextLongerThanTheBudgetStaysAlone() {
        List<Batch> batches = BatchPlanner.plan(new int[] {5, 300, 5}, 256);
        assertThat(batches).containsExactly(new Batch(List.of(1), 300), new Batch(List.of(0, 2), 5));
    }

    @Test
    void textsWithoutTokensAreBatchedToo() {
        List<Batch> batches = BatchPlanner.plan(new int[] {0, 0}, 256);
        assertThat(batches).containsExactly(new Batch(List.of(0, 1), 1));
    }

    @RepeatedTest(50)
    void everyTextIsInOneBatchAndNoBatchExceedsTheBudget(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        int[] lengths = random.ints(random.nextInt(300), 2, 257).toArray();
        int budget = 256 + random.nextInt(4096);

        List<Batch> batches = BatchPlanner.plan(lengths, budget);

        assertThat(batches.stream().flatMap(batch -> batch.texts().stream()))
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, lengths.length).boxed().toList());
        assertThat(batches).allSatisfy(batch -> {
            assertThat(batch.paddedTokens()).isLessThanOrEqualTo(budget);
            assertThat(batch.texts().stream().mapToInt(text -> lengths[text]).max())
                    .hasValue(batch.width());
        });
    }
}
