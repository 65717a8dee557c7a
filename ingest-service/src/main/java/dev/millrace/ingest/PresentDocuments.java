package dev.millrace.ingest;

import java.time.Duration;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;

/** The documents topic of one run of the topology. A run ends when the topic's partitions or its id change. */
final class PresentDocuments implements DocumentsTopic {

    private static final Duration FRESH = Duration.ofSeconds(1);

    private final Brokers brokers;
    private final String name;
    private final Brokers.Topic atStart;
    private volatile Brokers.Topic present;
    private volatile long askedAtNanos = System.nanoTime();

    PresentDocuments(Brokers brokers, String name, Brokers.Topic atStart) {
        this.brokers = brokers;
        this.name = name;
        this.atStart = atStart;
        this.present = atStart;
    }

    @Override
    public String id() {
        return present.id();
    }

    @Override
    public int partitions() {
        return atStart.partitions();
    }

    /** A topic that is gone for the moment leaves what is known as it is. */
    @Override
    public void refresh() {
        if (System.nanoTime() - askedAtNanos < FRESH.toNanos()) {
            return;
        }
        try {
            present = brokers.topic(name).orElse(present);
            askedAtNanos = System.nanoTime();
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    /** Whether the topic is no longer the one that this run began with. Brokers that are away change nothing. */
    boolean changed() {
        try {
            refresh();
            return !present.equals(atStart);
        } catch (KafkaException e) {
            return false;
        }
    }
}
