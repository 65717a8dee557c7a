package dev.millrace.search;

import dev.millrace.core.telemetry.Subscription;
import java.util.List;

/** Puts the status together from what is measured, what is indexed, and what was rejected. */
final class StatusReader {

    private final List<Subscription> subscriptions;
    private final TopicMeters meters;
    private final IndexCounts index;
    private final DeadLetterCount deadLetters;

    StatusReader(List<Subscription> subscriptions, TopicMeters meters, IndexCounts index, DeadLetterCount deadLetters) {
        this.subscriptions = List.copyOf(subscriptions);
        this.meters = meters;
        this.index = index;
        this.deadLetters = deadLetters;
    }

    Status read() {
        IndexCounts.Counts counts = index.read();
        return new Status(
                subscriptions.stream().map(meters::read).toList(),
                counts.documents(),
                counts.chunks(),
                deadLetters.read());
    }
}
