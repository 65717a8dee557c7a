package dev.millrace.standalone;

import dev.millrace.evaluation.speed.GrowthCorpus;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How long hybrid searches took, one after the other.
 *
 * @param tookMs as the answers say
 * @param clientMs from the request to the whole answer
 */
record GrowthQuestions(List<Double> tookMs, List<Double> clientMs) {

    private static final int UNCOUNTED = 20;

    /**
     * Asks, after a few questions that do not count.
     *
     * @param first number of a question that was not asked before, as all after it
     */
    static GrowthQuestions ask(RunningSystem system, GrowthCorpus corpus, int chunks, int first, int count) {
        List<Double> tookMs = new ArrayList<>(count);
        List<Double> clientMs = new ArrayList<>(count);
        for (int i = -UNCOUNTED; i < count; i++) {
            String question = corpus.question(first + UNCOUNTED + i, chunks);
            String path = ApiClient.path("/search", List.of(Map.entry("q", question), Map.entry("mode", "hybrid")));
            long begin = System.nanoTime();
            double took = system.json(path).path("took_ms").asDouble();
            long end = System.nanoTime();
            if (i >= 0) {
                tookMs.add(took);
                clientMs.add((end - begin) / 1e6);
            }
        }
        return new GrowthQuestions(tookMs, clientMs);
    }

    /** The first number that is free after so many were asked. */
    static int after(int first, int count) {
        return first + UNCOUNTED + count;
    }
}
