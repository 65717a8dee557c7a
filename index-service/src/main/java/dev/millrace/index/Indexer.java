package dev.millrace.index;

import dev.millrace.core.deadletter.DeadLetterWriter;
import dev.millrace.core.deadletter.Reason;
import dev.millrace.core.kafka.BatchHandler;
import dev.millrace.core.service.Failpoint;
import dev.millrace.core.service.Failpoint.Place;
import dev.millrace.index.BulkOperation.Kind;
import dev.millrace.index.IndexMetrics.Outcome;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes what records ask for into the index: events in, versioned bulk operations out. Repeats, late arrivals and other
 * indexers do no harm, because OpenSearch keeps the highest revision of each chunk, whatever the order.
 */
final class Indexer implements BatchHandler {

    private static final Logger LOG = LoggerFactory.getLogger(Indexer.class);

    private final EventReader reader;
    private final BulkSender sender;
    private final Refresher refresher;
    private final DeadLetterWriter deadLetters;
    private final IndexMetrics metrics;
    private final BulkSender.Listener listener;
    private final Failpoint failpoint;

    Indexer(
            EventReader reader,
            BulkSender sender,
            Refresher refresher,
            DeadLetterWriter deadLetters,
            IndexMetrics metrics,
            Reinstall reinstall,
            Failpoint failpoint) {
        this.reader = reader;
        this.sender = sender;
        this.refresher = refresher;
        this.deadLetters = deadLetters;
        this.metrics = metrics;
        this.failpoint = failpoint;
        this.listener = new Settling(reinstall);
    }

    @Override
    public void handle(List<ConsumerRecord<byte[], byte[]>> records) throws InterruptedException {
        sender.send(newestOfEachChunk(records), listener);
        failpoint.pass(Place.INDEX_ANSWERED);
        refresher.afterBatch(records.size());
        failpoint.pass(Place.INDEX_REFRESHED);
    }

    @Override
    public void drained() throws InterruptedException {
        refresher.whenDrained();
    }

    @Override
    public Duration drainedAfter() {
        return refresher.untilDue();
    }

    private List<BulkOperation> newestOfEachChunk(List<ConsumerRecord<byte[], byte[]>> records)
            throws InterruptedException {
        Map<String, BulkOperation> newest = new LinkedHashMap<>();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            switch (reader.read(record)) {
                case EventReader.Event.Write(BulkOperation operation) ->
                    newest.merge(operation.chunkId(), operation, this::newer);
                case EventReader.Event.Unusable(Reason reason, String message) -> bury(record, reason, message);
            }
        }
        return List.copyOf(newest.values());
    }

    private BulkOperation newer(BulkOperation earlier, BulkOperation later) {
        boolean laterWins = later.revision() >= earlier.revision();
        metrics.settled((laterWins ? earlier : later).origin(), Outcome.SUPERSEDED);
        return laterWins ? later : earlier;
    }

    private void bury(ConsumerRecord<byte[], byte[]> record, Reason reason, String message)
            throws InterruptedException {
        deadLetters.write(record, reason, message);
        metrics.settled(record, reason == Reason.WRONG_MODEL ? Outcome.WRONG_MODEL : Outcome.MALFORMED);
    }

    private final class Settling implements BulkSender.Listener {

        private final Reinstall reinstall;

        Settling(Reinstall reinstall) {
            this.reinstall = reinstall;
        }

        @Override
        public void written(BulkOperation operation) {
            refresher.written(operation);
            metrics.settled(operation.origin(), operation.kind() == Kind.UPSERT ? Outcome.WRITTEN : Outcome.REMOVED);
        }

        @Override
        public void superseded(BulkOperation operation) {
            LOG.debug("superseded chunk={} revision={}", operation.chunkId(), operation.revision());
            metrics.settled(operation.origin(), Outcome.SUPERSEDED);
        }

        @Override
        public void rejected(BulkOperation operation, String reason) throws InterruptedException {
            deadLetters.write(operation.origin(), Reason.INDEX_REJECTED, "OpenSearch refuses the entry: " + reason);
            metrics.settled(operation.origin(), Outcome.REJECTED);
        }

        @Override
        public void indexMissing() throws InterruptedException {
            LOG.warn("the index was deleted while in use; it is created anew and filled from the topic");
            reinstall.run();
        }
    }
}
