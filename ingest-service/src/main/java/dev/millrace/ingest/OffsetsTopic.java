package dev.millrace.ingest;

import java.time.Duration;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Remembers, with the brokers, which documents topic the offsets of ingest-service were committed for. In one that was
 * created anew under the same name they mean nothing, and might lie within it: it is read from its beginning.
 */
final class OffsetsTopic {

    private static final Logger LOG = LoggerFactory.getLogger(OffsetsTopic.class);
    /** A group without members, which keeps nothing but the note. */
    private static final String NOTE = IngestApplication.GROUP + "-documents";

    private static final Duration PAUSE = Duration.ofMillis(500);
    /** Well within the week after which brokers forget what such a group has committed. */
    private static final Duration RENEWAL = Duration.ofHours(1);

    private final Brokers brokers;
    private final String name;
    private final Brokers.Topic documents;
    private long notedAtNanos;

    OffsetsTopic(Brokers brokers, String name, Brokers.Topic documents) {
        this.brokers = brokers;
        this.name = name;
        this.documents = documents;
    }

    /** Returns when the offsets are those of this topic. Waits for other members of the group that read the former one. */
    void fit() throws InterruptedException {
        while (!brokers.note(NOTE, name).equals(documents.id())) {
            if (brokers.forgetOffsets(IngestApplication.GROUP, name, documents.partitions())) {
                LOG.info("topic={} is read from its beginning: its id={} is new", name, documents.id());
                note();
            } else {
                Thread.sleep(PAUSE);
            }
        }
    }

    /** To be called now and then. Brokers that are away change nothing. */
    void renew() throws InterruptedException {
        if (System.nanoTime() - notedAtNanos < RENEWAL.toNanos()) {
            return;
        }
        try {
            note();
        } catch (KafkaException e) {
            LOG.warn("the note of topic={} can't be renewed for now: {}", name, e.toString());
        }
    }

    private void note() throws InterruptedException {
        brokers.writeNote(NOTE, name, documents.id());
        notedAtNanos = System.nanoTime();
    }
}
