package dev.millrace.core.kafka;

import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What a service does with the records it polled. */
@FunctionalInterface
public interface BatchHandler {

    /**
     * Returns once everything the records ask for has been delivered: their offsets are committed next. Failures of the
     * infrastructure are waited out inside; an exception stops the service with nothing committed.
     *
     * @param records in the order of their offsets within each partition, never empty
     */
    void handle(List<ConsumerRecord<byte[], byte[]>> records) throws InterruptedException;

    /** Called when nothing was found for {@link #drainedAfter()}: the queue is drained for now. */
    default void drained() throws InterruptedException {}

    /** How long the next poll may wait for records. */
    default Duration drainedAfter() {
        return Duration.ofMillis(500);
    }
}
