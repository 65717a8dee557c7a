package dev.millrace.encoder;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Groups texts of like length, so that little is spent on padding and no batch outgrows the memory meant for it. */
final class BatchPlanner {
    /**
     * Texts that go through the model together.
     *
     * @param texts their indices in the call
     * @param width tokens of the longest of them, to which the others are padded
     */
    record Batch(List<Integer> texts, int width) {
        int paddedTokens() {
            return texts.size() * width;
        }
    }

    private BatchPlanner() {}

    /**
     * Puts each text into exactly one batch, longest first. No batch has more padded tokens than the budget, but for one
     * text longer than it, which stays alone.
     */
    static List<Batch> plan(int[] tokenCounts, int tokenBudget) {
        List<Integer> longestFirst = IntStream.range(0, tokenCounts.length)
                .boxed()
                .sorted(Comparator.comparingInt((Integer text) -> tokenCounts[text])
                        .reversed())
                .toList();
        List<Batch> batches = new ArrayList<>();
        int next = 0;
        while (next < longestFirst.size()) {
            int width = Math.max(1, tokenCounts[longestFirst.get(next)]);
            int end = Math.min(longestFirst.size(), next + Math.max(1, tokenBudget / width));
            batches.add(new Batch(longestFirst.subList(next, end), width));
            next = end;
        }
        return batches;
    }
}
