package dev.millrace.ingest;

import static java.util.Objects.requireNonNull;

import dev.millrace.core.deadletter.DeadLetter.Origin;
import dev.millrace.core.deadletter.Reason;
import dev.millrace.core.kafka.DocumentPartitioner;
import dev.millrace.core.kafka.RetryPause;
import dev.millrace.core.kafka.TopicsConfig;
import dev.millrace.core.message.LedgerEntry;
import dev.millrace.core.service.Failpoint;
import dev.millrace.ingest.Decision.Rejection;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one processor of the topology: decides first, then has all of it written and committed together. */
final class IngestProcessor implements Processor<byte[], byte[], Object, Object> {

    private static final Logger LOG = LoggerFactory.getLogger(IngestProcessor.class);
    private static final int TRIES = 8;
    private static final byte[] NO_KEY = new byte[0];

    private final DocumentsTopic documents;
    private final TopicsConfig topics;
    private final DocumentIngestor ingestor;
    private final RetryPause retry;
    private final IngestMetrics metrics;
    private final Failpoint failpoint;
    private final Clock clock;
    private @Nullable ProcessorContext<Object, Object> context;
    private @Nullable KeyValueStore<String, LedgerEntry> ledger;
    private @Nullable DecisionWriter writer;

    IngestProcessor(
            DocumentsTopic documents,
            TopicsConfig topics,
            DocumentIngestor ingestor,
            RetryPause retry,
            IngestMetrics metrics,
            Failpoint failpoint,
            Clock clock) {
        this.documents = documents;
        this.topics = topics;
        this.ingestor = ingestor;
        this.retry = retry;
        this.metrics = metrics;
        this.failpoint = failpoint;
        this.clock = clock;
    }

    @Override
    public void init(ProcessorContext<Object, Object> given) {
        context = given;
        ledger = given.getStateStore(IngestTopology.LEDGER);
        writer = new DecisionWriter(given, requireNonNull(ledger), metrics, clock);
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
            Decision decision = decide(delivery(record));
            failpoint.pass(Failpoint.Place.INGEST_PARSED);
            output.write(delivery, decision);
            failpoint.pass(Failpoint.Place.INGEST_WRITTEN);
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
        Position position = delivery.position(before(delivery));
        return LedgerRules.isSuperseded(position, documents.id());
    }

    private @Nullable LedgerEntry before(Delivery delivery) {
        return requireNonNull(ledger).get(delivery.documentId());
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

    private Decision decide(Delivery delivery) {
        Position position = delivery.position(before(delivery));
        for (int failures = 1; ; failures++) {
            try {
                return ingestor.ingest(position, delivery.incoming());
            } catch (IOException e) {
                LOG.warn("document={} can't be read for now: {}", delivery.documentId(), e.toString());
                pause(failures, delivery.documentId(), e);
            } catch (InterruptedException e) {
                throw new InterruptException(e);
            }
        }
    }

    /** After the last try the thread is replaced and the record comes again: trouble of a source is waited out. */
    private void pause(int failures, String documentId, IOException e) {
        if (failures >= TRIES) {
            throw new SourceUnavailableException("the source of " + documentId + " can't be reached", e);
        }
        try {
            Thread.sleep(retry.after(failures, RandomGenerator.getDefault()));
        } catch (InterruptedException interrupted) {
            throw new InterruptException(interrupted);
        }
    }

    /** A source stayed out of reach; the record is not committed and comes again. */
    static final class SourceUnavailableException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        SourceUnavailableException(String message, IOException cause) {
            super(message, cause);
        }
    }
}
