package dev.millrace.standalone.verify;

import dev.millrace.core.telemetry.LagReader;
import dev.millrace.core.telemetry.LagReader.Waiting;
import dev.millrace.core.telemetry.Subscription;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.TopicPartition;

/** Which partitions the services have not read to their end. */
record Lag(Map<TopicPartition, Waiting> waiting) {

    static Lag read(LagReader reader, List<Subscription> subscriptions)
            throws InterruptedException, ExecutionException {
        Map<TopicPartition, Waiting> all = new HashMap<>();
        for (Subscription subscription : subscriptions) {
            all.putAll(reader.waiting(subscription));
        }
        return new Lag(all);
    }

    boolean isBusy(Collection<TopicPartition> partitions) {
        return partitions.stream().anyMatch(waiting::containsKey);
    }

    /** Whether anything of what waited then has been processed since. */
    boolean hasMovedSince(Lag earlier, Collection<TopicPartition> partitions) {
        return partitions.stream().anyMatch(partition -> next(partition) != earlier.next(partition));
    }

    private long next(TopicPartition partition) {
        Waiting part = waiting.get(partition);
        return part == null ? -1 : part.next();
    }
}
