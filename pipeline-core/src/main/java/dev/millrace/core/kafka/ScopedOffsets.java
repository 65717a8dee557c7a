package dev.millrace.core.kafka;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads partitions from the beginning when the scope of their offsets is another one than it was. The scope is committed
 * with each offset, as its metadata. A position keeps the scope that was current before anything up to it was delivered;
 * so a change that is noticed late, here or after a crash, is never mistaken for none.
 */
final class ScopedOffsets {

    private static final Logger LOG = LoggerFactory.getLogger(ScopedOffsets.class);
    private static final Duration LOOK_UP = Duration.ofSeconds(5);

    private final Consumer<byte[], byte[]> consumer;
    private final OffsetScope scope;
    private final Map<TopicPartition, String> scopes = new HashMap<>();
    /** Assigned, but paused until it is known what was committed for them. */
    private final Set<TopicPartition> unknown = new HashSet<>();

    ScopedOffsets(Consumer<byte[], byte[]> consumer, OffsetScope scope) {
        this.consumer = consumer;
        this.scope = scope;
    }

    void assigned(Collection<TopicPartition> partitions) {
        unknown.addAll(partitions);
        consumer.pause(partitions);
    }

    void gone(Collection<TopicPartition> partitions) {
        unknown.removeAll(partitions);
        scopes.keySet().removeAll(partitions);
    }

    /** Whether records of the partition may be read. */
    boolean isKnown(TopicPartition partition) {
        return !unknown.contains(partition);
    }

    OffsetAndMetadata at(TopicPartition partition, long position) {
        return new OffsetAndMetadata(position, scopes.getOrDefault(partition, ""));
    }

    /** Called between polls, when nothing is under way. Returns the partitions that will be read from the beginning. */
    List<TopicPartition> check() throws InterruptedException {
        lookUp();
        String current = scope.current().orElse(null);
        if (current == null) {
            return List.of();
        }
        List<TopicPartition> changed = scopes.keySet().stream()
                .filter(partition -> !current.equals(scopes.get(partition)))
                .toList();
        if (!changed.isEmpty()) {
            LOG.info("reading from the beginning, as their offsets are of another scope: partitions={}", changed);
            consumer.seekToBeginning(changed);
            changed.forEach(partition -> scopes.put(partition, current));
        }
        return changed;
    }

    private void lookUp() {
        if (unknown.isEmpty()) {
            return;
        }
        Map<TopicPartition, OffsetAndMetadata> committed;
        try {
            committed = consumer.committed(Set.copyOf(unknown), LOOK_UP);
        } catch (TimeoutException e) {
            LOG.debug("what was committed is not known yet: {}", e.getMessage());
            return;
        }
        for (TopicPartition partition : unknown) {
            Optional<OffsetAndMetadata> offset = Optional.ofNullable(committed.get(partition));
            scopes.put(partition, offset.map(OffsetAndMetadata::metadata).orElse(""));
        }
        consumer.resume(unknown);
        unknown.clear();
    }
}
