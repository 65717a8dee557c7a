package dev.millrace.ingest;

import static java.util.Objects.requireNonNull;

import dev.millrace.core.deadletter.DeadLetter.Origin;
import dev.millrace.core.deadletter.Reason;
import dev.millrace.core.kafka.DocumentPartitioner;
import dev.millrace.core.kafka.TopicsConfig;
import dev.millrace.core.message.LedgerEntry;
import dev.millrace.ingest.Decision.Rejection;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** The one processor of the topology: sees that a record is in its place and not outdated, and has it ingested. */
final class IngestProcessor implements Processor<byte[], byte[], Object, Object> {

    private static final Duration GO_ON = Duration.ofMillis(100);
    private static final byte[] NO_KEY = new byte[0];

    private final DocumentsTopic documents;
    private final TopicsConfig topics;
    private final PolledOffsets polled;
    private final Ingestors ingestors;
    private @Nullable ProcessorContext<Object, Object> context;
    private @Nullable KeyValueStore<String, LedgerEntry> ledger;
    private @Nullable DecisionWriter writer;
    private @Nullable PartitionIngestor ingestor;
    private @Nullable Cancellable goingOn;
    private final IngestMetrics metrics;
    private final Clock clock;

    /** Makes what ingests the documents of one partition. */
    @FunctionalInterface
    interface Ingestors {
        PartitionIngestor create(KeyValueStore<String, LedgerEntry> ledger, DecisionWriter writer);
    }

    IngestProcessor(
            DocumentsTopic documents,
            TopicsConfig topics,
            PolledOffsets polled,
            Ingestors ingestors,
            IngestMetrics metrics,
            Clock clock) {
        this.documents = documents;
        this.topics = topics;
        this.polled = polled;
        this.ingestors = ingestors;
        this.metrics = metrics;
        this.clock = clock;
    }

    @Override
    public void init(ProcessorContext<Object, Object> given) {
        KeyValueStore<String, LedgerEntry> entries = requireNonNull(given.getStateStore(IngestTopology.LEDGER));
        DecisionWriter output = new DecisionWriter(given, entries, polled, metrics, clock);
        context = given;
        ledger = entries;
        writer = output;
        ingestor = ingestors.create(entries, output);
        goOnWhileUnfinished();
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        DecisionWriter output = requireNonNull(writer);
        Delivery delivery = delivery(record);
        Optional<Rejection> fault = faultOf(delivery);
        if (fault.isPresent()) {
            output.write(delivery, Decision.reject(fault.get()));
        } else if (isElsewhere(delivery)) {
            output.reroute(delivery);
        } else if (isSuperseded(delivery) && isSuperseded(afterRefresh(record))) {
            output.write(delivery, Decision.superseded());
        } else {
            ingest(delivery(record));
        }
    }

    @Override
    public void close() {
        if (ingestor != null) {
            ingestor.close();
            metrics.unfinished(requireNonNull(context).taskId(), 0);
        }
    }

    private void ingest(Delivery delivery) {
        try {
            requireNonNull(ingestor).ingest(delivery);
            goOnWhileUnfinished();
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    /** Only then: Kafka Streams makes a transaction after each time, also when nothing was done. */
    private void goOnWhileUnfinished() {
        boolean unfinished = requireNonNull(ingestor).isUnfinished();
        metrics.unfinished(
                requireNonNull(context).taskId(), requireNonNull(ingestor).unfinished());
        if (unfinished && goingOn == null) {
            goingOn = requireNonNull(context).schedule(GO_ON, PunctuationType.WALL_CLOCK_TIME, now -> goOn());
        } else if (!unfinished && goingOn != null) {
            goingOn.cancel();
            goingOn = null;
        }
    }

    private void goOn() {
        try {
            requireNonNull(ingestor).goOn();
            goOnWhileUnfinished();
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    private Delivery delivery(Record<byte[], byte[]> record) {
        RecordMetadata stands = requireNonNull(context).recordMetadata().orElseThrow();
        byte[] key = record.key() == null ? NO_KEY : record.key();
        boolean first = stands.topic().equals(topics.documents());
        Origin place = new Origin(
                stands.topic(), stands.partition(), stands.offset(), record.timestamp(), first ? documents.id() : "");
        return first
                ? Delivery.first(key, record.value(), record.headers(), place)
                : Delivery.again(key, record.value(), record.headers(), place);
    }

    /** A record looks older than it is when its topic was deleted and created anew just now. */
    private Delivery afterRefresh(Record<byte[], byte[]> record) {
        documents.refresh();
        return delivery(record);
    }

    private boolean isSuperseded(Delivery delivery) {
        Position position = delivery.position(requireNonNull(ledger).get(delivery.documentId()));
        return LedgerRules.isSuperseded(position, documents.id());
    }

    private static Optional<Rejection> faultOf(Delivery delivery) {
        if (delivery.key().length == 0) {
            return Optional.of(new Rejection(
                    Reason.MISSING_KEY, "the record has no key: produce it with the document's id as its key"));
        }
        return delivery.faultOfKey().map(fault -> new Rejection(Reason.MALFORMED, fault));
    }

    /** Whether the ledger of the document is that of another partition: its producer places records by another rule. */
    private boolean isElsewhere(Delivery delivery) {
        int home = DocumentPartitioner.partition(delivery.documentId(), documents.partitions());
        return home != requireNonNull(context).taskId().partition();
    }
}
