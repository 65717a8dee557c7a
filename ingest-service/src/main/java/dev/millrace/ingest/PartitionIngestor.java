package dev.millrace.ingest;

import static java.util.Objects.requireNonNull;

import dev.millrace.core.kafka.RetryPause;
import dev.millrace.core.message.LedgerEntry;
import dev.millrace.core.message.PendingRecord;
import dev.millrace.core.service.Failpoint;
import dev.millrace.ingest.DocumentIngestor.Lane;
import dev.millrace.ingest.parse.Parse;
import dev.millrace.ingest.parse.ParseOutcome;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Processes the documents of one partition, each in its turn and written by itself. One that takes longer than the others
 * should wait for goes on beside them: the ledger remembers where its record stands, and its outcome is written when it is
 * there. The same way it takes up what is unfinished: what a dead process left, and what another parser or chunker cut.
 */
final class PartitionIngestor implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PartitionIngestor.class);
    private static final int TRIES = 8;

    private final DocumentIngestor ingestor;
    private final LedgerRules rules;
    private final KeyValueStore<String, LedgerEntry> ledger;
    private final DecisionWriter writer;
    private final RecordSource records;
    private final Unfinished unfinished;
    private final Patience patience;
    private final Failpoint failpoint;
    private final SlowLane slowLane = new SlowLane();

    /**
     * How long to wait.
     *
     * @param document for one document, before it goes on beside the others
     * @param source between tries to reach a source that is away
     */
    record Patience(Duration document, RetryPause source) {}

    PartitionIngestor(
            DocumentIngestor ingestor,
            LedgerRules rules,
            KeyValueStore<String, LedgerEntry> ledger,
            DecisionWriter writer,
            RecordSource records,
            Patience patience,
            Failpoint failpoint) {
        this.ingestor = ingestor;
        this.rules = rules;
        this.ledger = ledger;
        this.writer = writer;
        this.records = records;
        this.unfinished = new Unfinished(ledger, rules::isUnfinished);
        this.patience = patience;
        this.failpoint = failpoint;
    }

    /** Decides on a record that is not older than what the ledger has accepted, and has the decision written. */
    void ingest(Delivery delivery) throws InterruptedException {
        Position position = delivery.position(ledger.get(delivery.documentId()));
        for (int failures = 1; ; failures++) {
            try {
                Decision decision = attempt(delivery, position);
                write(delivery, decision);
                endEarlier(delivery.documentId(), decision);
                return;
            } catch (IOException e) {
                LOG.warn("document={} can't be read for now: {}", delivery.documentId(), e.toString());
                pause(failures, delivery.documentId(), e);
            }
        }
    }

    /** Writes what has been done beside the others, and takes up one document that is unfinished. */
    void goOn() throws InterruptedException {
        List<String> troubled = new ArrayList<>();
        for (SlowLane.Finished finished : slowLane.takeFinished(troubled)) {
            Delivery delivery = finished.delivery();
            settle(delivery, position -> finished.step().decide(position, finished.outcome()));
        }
        troubled.forEach(unfinished::add);
        if (slowLane.isEmpty()) {
            takeUp();
        }
    }

    /** Whether {@link #goOn} may have something to do. */
    boolean isUnfinished() {
        return !slowLane.isEmpty() || !unfinished.isOver();
    }

    /** Documents known to be without an outcome, though their records have been read. */
    int unfinished() {
        return slowLane.size() + unfinished.found();
    }

    @Override
    public void close() {
        slowLane.close();
        records.close();
    }

    private Decision attempt(Delivery delivery, Position position) throws IOException, InterruptedException {
        return switch (ingestor.begin(position, delivery.incoming(), Lane.QUICK)) {
            case Step.Decided(Decision decision) -> decision;
            case Step.Parsing parsing -> finishOrDefer(delivery, position, parsing);
        };
    }

    private Decision finishOrDefer(Delivery delivery, Position position, Step.Parsing parsing)
            throws IOException, InterruptedException {
        Parse parse = parsing.parse();
        // One at a time of a document: earlier contents come first.
        boolean mayGoOn = position.before() == null || position.before().getPendingCount() == 0;
        boolean goesOn = false;
        try {
            Optional<ParseOutcome> outcome = parse.await(patience.document());
            if (outcome.isPresent()) {
                return parsing.decide(position, outcome.get());
            }
            goesOn = mayGoOn && parse.moveToSlowLane();
        } finally {
            if (!goesOn) {
                parsing.close();
            }
        }
        if (goesOn) {
            slowLane.add(delivery, parsing);
        } else {
            unfinished.add(delivery.documentId());
        }
        LOG.info("document={} takes long: the next ones go first", delivery.documentId());
        return rules.deferred(position, where(delivery));
    }

    /** A document that is still unfinished when its record is read again is parsed beside the others from the start. */
    private void takeUp() throws InterruptedException {
        var next = unfinished.next();
        if (next.isEmpty()) {
            return;
        }
        String documentId = next.get().key;
        LedgerEntry entry = next.get().value;
        try {
            Optional<Delivery> read = records.read(documentId, entry);
            if (read.isEmpty()) {
                forget(documentId, entry);
                return;
            }
            Delivery delivery = read.get();
            switch (ingestor.begin(taken(delivery, entry), delivery.incoming(), Lane.SLOW)) {
                case Step.Decided(Decision decision) -> settle(delivery, position -> decision);
                case Step.Parsing parsing -> slowLane.add(delivery, parsing);
            }
        } catch (IOException e) {
            LOG.warn("document={} can't be read for now: {}", documentId, e.toString());
            unfinished.add(documentId);
        }
    }

    /** An earlier record whose bytes nobody has any more can't become the last good content. */
    private void forget(String documentId, LedgerEntry entry) {
        LedgerEntry rest = EarlierRecord.withoutEarlier(entry);
        if (rest != null) {
            ledger.put(documentId, rest);
            unfinished.add(documentId);
        }
        LOG.warn(
                "document={} is unfinished, and its record gone: a newer one is on its way, or it is re-driven by"
                        + " `verify --repair`",
                documentId);
    }

    /** Has the outcome of what was parsed beside the others written, as far as it still counts. */
    private void settle(Delivery delivery, Function<Position, Decision> outcome) {
        LedgerEntry present = ledger.get(delivery.documentId());
        Position position = taken(delivery, present);
        switch (EarlierRecord.standing(present, where(delivery), position.place())) {
            case NEWEST -> write(delivery, outcome.apply(position));
            case BEHIND -> {
                write(delivery, EarlierRecord.behind(requireNonNull(present), outcome.apply(position)));
                unfinished.add(delivery.documentId());
            }
            case REPLACED -> LOG.info("document={} was replaced while it was parsed", delivery.documentId());
        }
    }

    /** Where a document is whose record waits no longer. */
    private static Position taken(Delivery delivery, @Nullable LedgerEntry entry) {
        return delivery.position(
                entry == null ? null : entry.toBuilder().clearPending().build());
    }

    /** Once nothing waits for it, an earlier content that is still parsed is of no use. */
    private void endEarlier(String documentId, Decision decision) {
        if (decision.entry() != null && decision.entry().getPendingCount() == 0) {
            slowLane.giveUp(documentId);
        }
    }

    private void write(Delivery delivery, Decision decision) {
        failpoint.pass(Failpoint.Place.INGEST_PARSED);
        writer.write(delivery, decision);
        failpoint.pass(Failpoint.Place.INGEST_WRITTEN);
    }

    private static PendingRecord where(Delivery delivery) {
        return PendingRecord.newBuilder()
                .setTopic(delivery.stood().topic())
                .setPartition(delivery.stood().partition())
                .setOffset(delivery.stood().offset())
                .build();
    }

    /** After the last try the thread is replaced and the record comes again: trouble of a source is waited out. */
    private void pause(int failures, String documentId, IOException e) throws InterruptedException {
        if (failures >= TRIES) {
            throw new SourceUnavailableException("the source of " + documentId + " can't be reached", e);
        }
        Thread.sleep(patience.source().after(failures, RandomGenerator.getDefault()));
    }

    /** A source stayed out of reach; the record is not committed and comes again. */
    static final class SourceUnavailableException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        SourceUnavailableException(String message, IOException cause) {
            super(message, cause);
        }
    }
}
