package dev.millrace.ingest;

import dev.millrace.core.deadletter.DeadLetter;
import dev.millrace.core.message.ChunkEvent;
import dev.millrace.core.message.LedgerEntry;
import dev.millrace.core.replay.Replay;
import dev.millrace.ingest.Decision.Rejection;
import java.time.Clock;
import java.time.Duration;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes decisions of one partition: ledger, chunk events, dead letter, and the wish for a commit. Under
 * {@code exactly_once_v2} all of it becomes visible together, or nothing.
 *
 * <p>A transaction costs the brokers more than the few chunks in it, so documents that stood in a queue share one: those
 * of half a second, which is when Kafka Streams commits by itself. One that did not have to wait is committed at once;
 * where nothing is emitted for it, nobody waits for it, and it is committed with those that were polled with it.
 */
final class DecisionWriter {

    private static final Logger LOG = LoggerFactory.getLogger(DecisionWriter.class);

    /** A change this old has waited behind others: a moment more makes no difference to who waits for it. */
    private static final Duration QUEUED = Duration.ofSeconds(1);

    /**
     * For so long after a start each document is committed by itself. A start may follow upon a source that stayed away:
     * what can be read before the record that waits for it must not be undone with it again and again.
     */
    private static final Duration CAUTIOUS = Duration.ofSeconds(10);

    private final ProcessorContext<Object, Object> context;
    private final KeyValueStore<String, LedgerEntry> ledger;
    private final PolledOffsets polled;
    private final IngestMetrics metrics;
    private final Clock clock;
    private final long startedAtMillis;

    DecisionWriter(
            ProcessorContext<Object, Object> context,
            KeyValueStore<String, LedgerEntry> ledger,
            PolledOffsets polled,
            IngestMetrics metrics,
            Clock clock) {
        this.context = context;
        this.ledger = ledger;
        this.polled = polled;
        this.metrics = metrics;
        this.clock = clock;
        this.startedAtMillis = clock.millis();
    }

    void write(Delivery delivery, Decision decision) {
        long now = clock.millis();
        if (decision.entry() != null) {
            ledger.put(delivery.documentId(), decision.entry());
        }
        for (ChunkEvent event : decision.events()) {
            context.forward(new Record<>(IngestTopology.chunkId(event), event, now), IngestTopology.CHUNKS);
        }
        if (decision.rejection() != null) {
            context.forward(deadLetter(delivery, decision.rejection(), now), IngestTopology.DEAD_LETTERS);
        }
        if (!mayShareTransaction(delivery, decision, now)) {
            context.commit();
        }
        metrics.emitted(decision.events().size());
        metrics.processed(decision.outcome(), delivery.stood().timestampMillis(), clock.millis());
    }

    /** What a watcher has held back has waited for longer than its record. */
    private static long waitedSince(Delivery delivery, Decision decision) {
        long written = delivery.stood().timestampMillis();
        long changed = decision.events().isEmpty()
                ? 0
                : decision.events().getFirst().getChunk().getModifiedAtMs();
        return changed > 0 ? Math.min(changed, written) : written;
    }

    private boolean mayShareTransaction(Delivery delivery, Decision decision, long nowMillis) {
        if (nowMillis - startedAtMillis <= CAUTIOUS.toMillis()) {
            return false;
        }
        boolean queued = nowMillis - waitedSince(delivery, decision) > QUEUED.toMillis();
        return queued || (decision.outcome().emitsNothing() && polled.moreFollow(delivery.stood()));
    }

    /** Passes the record on to the partition in which the document's ledger is. */
    void reroute(Delivery delivery) {
        Replay replay = delivery.replay();
        long now = clock.millis();
        context.forward(
                new Record<>(delivery.key(), delivery.value(), now, replay.headers(delivery.headers())),
                IngestTopology.REROUTED);
        context.commit();
        metrics.processed(Outcome.REROUTED, delivery.stood().timestampMillis(), clock.millis());
    }

    private static Record<Object, Object> deadLetter(Delivery delivery, Rejection rejection, long now) {
        DeadLetter letter = new DeadLetter(
                IngestApplication.NAME,
                rejection.reason(),
                rejection.message(),
                rejection.stackSummary(),
                delivery.origin().orElse(delivery.stood()));
        LOG.warn(
                "dead letter stage={} reason={} topic={} partition={} offset={}: {}",
                letter.stage(),
                letter.reason(),
                letter.origin().topic(),
                letter.origin().partition(),
                letter.origin().offset(),
                letter.message());
        return new Record<>(delivery.key(), delivery.value(), now, letter.headers(delivery.headers()));
    }
}
