package dev.millrace.evaluation.bakeoff;

import dev.millrace.evaluation.run.Evaluation;
import java.time.Duration;

/**
 * What one strategy of chunking cost and reached.
 *
 * @param passages in the index
 * @param indexing from the first document to the last searchable passage
 * @param indexBytes on the disk
 * @param verbatim sentences asked as they stand
 * @param paraphrased the same with words dropped and shuffled
 */
public record StrategyResult(
        String strategy,
        long passages,
        Duration indexing,
        long indexBytes,
        Evaluation verbatim,
        Evaluation paraphrased) {}
