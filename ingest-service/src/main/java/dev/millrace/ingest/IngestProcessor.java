package dev.millrace.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.millrace.core.deadletter.DeadLetter;
import dev.millrace.core.deadletter.Reason;
import dev.millrace.core.kafka.RetryPause;
import dev.millrace.core.message.ChunkEvent;
import dev.millrace.core.message.LedgerEntry;
import dev.millrace.core.service.Failpoint;
import dev.millrace.core.service.Failpoint.Place;
import dev.millrace.ingest.Decision.Rejection;
import dev.millrace.ingest.document.IncomingReader;
import java.io.IOException;
import java.time.Clock;
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

/**
 * The one processor of the topology: decides first, then writes ledger, chunk events and dead letter, and asks for the
 * transaction's commit. Under {@code exactly_once_v2} all of it becomes visible together, or nothing.
 */
final class IngestProcessor implements Processor<byte[], byte[], Object, Object> {

    private static final Logger LOG = LoggerFactory.getLogger(IngestProcessor.class);
    private static final int TRIES = 8;

    private final DocumentIngestor ingestor;
    private final RetryPause retry;
    private final IngestMetrics metrics;
    private final Clock clock;
    private final Failpoint failpoint;
    private @Nullable ProcessorContext<Object, Object> context;
    private @Nullable KeyValueStore<String, LedgerEntry> ledger;

    IngestProcessor(
            DocumentIngestor ingestor, RetryPause retry, IngestMetrics metrics, Clock clock, Failpoint failpoint) {
        this.ingestor = ingestor;
        this.retry = retry;
        this.metrics = metrics;
        this.clock = clock;
        this.failpoint = failpoint;
    }

    @Override
    public void init(ProcessorContext<Object, Object> context) {
        this.context = context;
        this.ledger = context.getStateStore(IngestTopology.LEDGER);
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        ProcessorContext<Object, Object> output = initialised(context);
        KeyValueStore<String, LedgerEntry> entries = initialised(ledger);
        RecordMetadata place = output.recordMetadata().orElseThrow();
        Decision decision = decide(entries, record, place);
        failpoint.pass(Place.INGEST_PARSED);
        if (decision.entry() != null) {
            entries.put(documentId(record), decision.entry());
        }
        long now = clock.millis();
        for (ChunkEvent event : decision.events()) {
            output.forward(new Record<>(IngestTopology.chunkId(event), event, now), IngestTopology.CHUNKS);
        }
        if (decision.rejection() != null) {
            output.forward(deadLetter(record, place, decision.rejection(), now), IngestTopology.DEAD_LETTERS);
        }
        failpoint.pass(Place.INGEST_WRITTEN);
        output.commit();
        metrics.emitted(decision.events().size());
        metrics.processed(decision.outcome(), record.timestamp(), clock.millis());
    }

    private Decision decide(
            KeyValueStore<String, LedgerEntry> entries, Record<byte[], byte[]> record, RecordMetadata place) {
        if (record.key() == null || record.key().length == 0) {
            return Decision.reject(new Rejection(
                    Reason.MISSING_KEY, "the record has no key: produce it with the document's id as its key"));
        }
        String documentId = documentId(record);
        Position position = new Position(documentId, entries.get(documentId), place.partition(), place.offset());
        for (int failures = 1; ; failures++) {
            try {
                return ingestor.ingest(
                        position, IncomingReader.read(record.value(), record.headers(), record.timestamp()));
            } catch (IOException e) {
                LOG.warn("document={} can't be read for now: {}", documentId, e.toString());
                pause(failures, documentId, e);
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

    private static Record<Object, Object> deadLetter(
            Record<byte[], byte[]> record, RecordMetadata place, Rejection rejection, long now) {
        DeadLetter letter = new DeadLetter(
                IngestApplication.NAME,
                rejection.reason(),
                rejection.message(),
                rejection.stackSummary(),
                new DeadLetter.Origin(place.topic(), place.partition(), place.offset(), record.timestamp()));
        LOG.warn(
                "dead letter stage={} reason={} topic={} partition={} offset={}: {}",
                letter.stage(),
                letter.reason(),
                place.topic(),
                place.partition(),
                place.offset(),
                letter.message());
        return new Record<>(record.key(), record.value(), now, letter.headers(record.headers()));
    }

    private static String documentId(Record<byte[], byte[]> record) {
        return new String(record.key(), UTF_8);
    }

    private static <T> T initialised(@Nullable T value) {
        if (value == null) {
            throw new IllegalStateException("process was called before init");
        }
        return value;
    }

    /** A source stayed out of reach; the record is not committed and comes again. */
    static final class SourceUnavailableException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        SourceUnavailableException(String message, IOException cause) {
            super(message, cause);
        }
    }
}
