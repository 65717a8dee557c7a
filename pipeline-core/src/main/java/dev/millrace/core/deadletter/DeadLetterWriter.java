package dev.millrace.core.deadletter;

import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes dead letters for the services that poll. Returns after delivery: what can't be written is not committed. */
public final class DeadLetterWriter {

    private static final Logger LOG = LoggerFactory.getLogger(DeadLetterWriter.class);

    private final String stage;
    private final String topic;
    private final Producer<byte[], byte[]> producer;

    /**
     * @param stage name of the service that writes
     * @param producer not closed here
     */
    public DeadLetterWriter(String stage, String topic, Producer<byte[], byte[]> producer) {
        this.stage = stage;
        this.topic = topic;
        this.producer = producer;
    }

    /**
     * @param message one sentence without content of the document
     * @throws IllegalStateException when the broker refuses the record: the caller must stop and not commit
     */
    public void write(ConsumerRecord<byte[], byte[]> record, Reason reason, String message)
            throws InterruptedException {
        DeadLetter letter = new DeadLetter(stage, reason, message, DeadLetter.Origin.of(record));
        LOG.warn(
                "dead letter stage={} reason={} topic={} partition={} offset={}: {}",
                stage,
                reason,
                record.topic(),
                record.partition(),
                record.offset(),
                message);
        try {
            producer.send(letter.record(topic, record.key(), record.value(), record.headers()))
                    .get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(
                    "a dead letter can't be written to " + topic + " (" + e.getCause()
                            + "): nothing is lost; let this service write there, and restart it",
                    e.getCause());
        }
    }
}
