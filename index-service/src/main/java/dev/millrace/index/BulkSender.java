package dev.millrace.index;

import dev.millrace.index.IndexConfig.Bulk;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Sends operations until each is settled. Outages are waited out without limit, as there is nowhere else to put what was
 * not written; only what OpenSearch did not take is sent again.
 */
final class BulkSender {

    private final BulkClient client;
    private final Bulk bounds;
    private final Patience patience;
    private final IndexMetrics metrics;

    /** What is told about operations, each once, and done about a lost index. */
    interface Listener {
        void written(BulkOperation operation);

        void superseded(BulkOperation operation);

        void rejected(BulkOperation operation, String reason) throws InterruptedException;

        void indexMissing() throws InterruptedException;
    }

    /** What one request left to be done. */
    private sealed interface Rest {
        record Nothing() implements Rest {}

        record Again(List<BulkOperation> operations, String reason) implements Rest {}

        record Install(List<BulkOperation> operations) implements Rest {}

        record Smaller(List<BulkOperation> operations) implements Rest {}
    }

    BulkSender(BulkClient client, Bulk bounds, Patience patience, IndexMetrics metrics) {
        this.client = client;
        this.bounds = bounds;
        this.patience = patience;
        this.metrics = metrics;
    }

    void send(List<BulkOperation> operations, Listener listener) throws InterruptedException {
        Deque<List<BulkOperation>> pieces = BulkPieces.cut(operations, bounds);
        int failures = 0;
        while (!pieces.isEmpty()) {
            switch (attempt(pieces.pop(), listener)) {
                case Rest.Nothing() -> {
                    failures = 0;
                    patience.over();
                }
                case Rest.Smaller(List<BulkOperation> rest) -> halve(rest, pieces);
                case Rest.Install(List<BulkOperation> rest) -> {
                    pieces.push(rest);
                    patience.pause(++failures, "the index is missing and will be created anew");
                    listener.indexMissing();
                }
                case Rest.Again(List<BulkOperation> rest, String reason) -> {
                    pieces.push(rest);
                    patience.pause(++failures, reason);
                }
            }
        }
    }

    private Rest attempt(List<BulkOperation> piece, Listener listener) throws InterruptedException {
        return switch (request(piece)) {
            case BulkAnswer.Items(List<BulkItem> items)
            when items.size() == piece.size() -> settle(piece, items, listener);
            case BulkAnswer.Items(List<BulkItem> items) ->
                new Rest.Again(piece, items.size() + " answers to " + piece.size() + " operations");
            case BulkAnswer.Unavailable(String reason) -> new Rest.Again(piece, reason);
            case BulkAnswer.IndexMissing() -> new Rest.Install(piece);
            case BulkAnswer.TooLarge() -> tooLarge(piece, listener);
        };
    }

    private BulkAnswer request(List<BulkOperation> piece) throws InterruptedException {
        metrics.bulk(piece.size());
        long start = System.nanoTime();
        BulkAnswer answer = client.send(piece);
        metrics.bulkTook(Duration.ofNanos(System.nanoTime() - start));
        return answer;
    }

    private static Rest settle(List<BulkOperation> piece, List<BulkItem> items, Listener listener)
            throws InterruptedException {
        List<BulkOperation> again = new ArrayList<>();
        String reason = "";
        boolean indexMissing = false;
        for (int i = 0; i < piece.size(); i++) {
            BulkOperation operation = piece.get(i);
            switch (BulkItemClassifier.classify(items.get(i))) {
                case Verdict.Written() -> listener.written(operation);
                case Verdict.Superseded() -> listener.superseded(operation);
                case Verdict.Reject(String why) -> listener.rejected(operation, why);
                case Verdict.Retry(String why) -> {
                    again.add(operation);
                    reason = why;
                }
                case Verdict.IndexMissing() -> {
                    again.add(operation);
                    indexMissing = true;
                }
            }
        }
        if (again.isEmpty()) {
            return new Rest.Nothing();
        }
        return indexMissing
                ? new Rest.Install(again)
                : new Rest.Again(again, again.size() + " of " + piece.size() + " operations: " + reason);
    }

    private static Rest tooLarge(List<BulkOperation> piece, Listener listener) throws InterruptedException {
        if (piece.size() > 1) {
            return new Rest.Smaller(piece);
        }
        listener.rejected(piece.getFirst(), "413 the entry alone is larger than a request may be");
        return new Rest.Nothing();
    }

    private static void halve(List<BulkOperation> piece, Deque<List<BulkOperation>> pieces) {
        int middle = piece.size() / 2;
        pieces.push(piece.subList(middle, piece.size()));
        pieces.push(piece.subList(0, middle));
    }
}
