package dev.millrace.search;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the pipeline is, as {@code GET /status} answers it. What can't be told at the moment is null.
 *
 * @param documents with at least one passage to be found
 * @param chunks passages to be found
 * @param deadLetters in their topic, neither replayed nor dropped
 */
record Status(
        List<TopicStatus> topics,
        @Nullable Long documents,
        @Nullable Long chunks,
        @Nullable Long deadLetters) {

    /**
     * One group's reading of one topic.
     *
     * @param lagRecords records that it has not processed
     * @param lagSeconds age of the oldest of them
     * @param p50Seconds half of the records of the last minutes were processed within this time of being written; null
     *     where another process does that, or nothing was processed
     * @param p99Seconds the same for 99 of 100 records
     */
    record TopicStatus(
            String topic,
            String group,
            @Nullable Long lagRecords,
            @Nullable Double lagSeconds,
            @Nullable Double p50Seconds,
            @Nullable Double p99Seconds) {}
}
