package dev.millrace.index;

import dev.millrace.index.BulkExchange.Answered;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Sends operations until each is settled, as many at once as {@link BulkLimits} allow. Outages are waited out without
 * limit, as there is nowhere else to put what was not written; only what OpenSearch did not take is sent again.
 */
final class BulkSender {

    private final BulkExchange exchange;
    private final Patience patience;
    private volatile BulkLimits limits;

    /** What is told about operations, each once, by the thread that sends, and done about a lost index. */
    interface Listener {
        void written(BulkOperation operation);

        void superseded(BulkOperation operation);

        void rejected(BulkOperation operation, String reason) throws InterruptedException;

        void indexMissing() throws InterruptedException;
    }

    BulkSender(BulkClient client, BulkLimits first, Patience patience, IndexMetrics metrics) {
        this.exchange = new BulkExchange(client, metrics);
        this.patience = patience;
        this.limits = first;
    }

    /** How much is sent at once now. */
    BulkLimits limits() {
        return limits;
    }

    /**
     * Returns when each is settled.
     *
     * @param operations each of another chunk, so that their order does not matter
     */
    void send(List<BulkOperation> operations, Listener listener) throws InterruptedException {
        Deque<BulkOperation> pending = new ArrayDeque<>(operations);
        int failures = 0;
        while (!pending.isEmpty()) {
            List<Answered> answers = exchange.send(BulkPieces.take(pending, limits));
            List<BulkRest> rests = new ArrayList<>();
            for (Answered answered : answers) {
                rests.add(settle(answered, listener));
            }
            limits = limits.after(rests, longest(answers));
            rests.reversed().forEach(rest -> rest.operations().reversed().forEach(pending::push));
            failures = pause(rests, failures);
            if (rests.stream().anyMatch(BulkRest.Install.class::isInstance)) {
                listener.indexMissing();
            }
        }
    }

    /** Waits where something was not taken for now; returns how often that was so in a row. */
    private int pause(List<BulkRest> rests, int failuresBefore) throws InterruptedException {
        boolean progress = rests.stream().anyMatch(BulkRest.Nothing.class::isInstance);
        int failures = progress ? 0 : failuresBefore;
        Optional<String> reason =
                rests.stream().flatMap(rest -> rest.waitingFor().stream()).findFirst();
        if (reason.isPresent()) {
            patience.pause(++failures, reason.get());
        } else if (progress) {
            patience.over();
        }
        return failures;
    }

    private static Duration longest(List<Answered> answers) {
        return answers.stream()
                .map(Answered::took)
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    private static BulkRest settle(Answered answered, Listener listener) throws InterruptedException {
        List<BulkOperation> piece = answered.operations();
        return switch (answered.answer()) {
            case BulkAnswer.Items(List<BulkItem> items)
            when items.size() == piece.size() -> settle(piece, items, listener);
            case BulkAnswer.Items(List<BulkItem> items) ->
                new BulkRest.Again(piece, items.size() + " answers to " + piece.size() + " operations");
            case BulkAnswer.Unavailable(String reason) -> new BulkRest.Again(piece, reason);
            case BulkAnswer.IndexMissing() -> new BulkRest.Install(piece);
            case BulkAnswer.TooLarge() -> tooLarge(piece, listener);
        };
    }

    private static BulkRest settle(List<BulkOperation> piece, List<BulkItem> items, Listener listener)
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
            return new BulkRest.Nothing();
        }
        return indexMissing
                ? new BulkRest.Install(again)
                : new BulkRest.Again(again, again.size() + " of " + piece.size() + " operations: " + reason);
    }

    private static BulkRest tooLarge(List<BulkOperation> piece, Listener listener) throws InterruptedException {
        if (piece.size() > 1) {
            return new BulkRest.Smaller(piece);
        }
        listener.rejected(piece.getFirst(), "413 the entry alone is larger than a request may be");
        return new BulkRest.Nothing();
    }
}
