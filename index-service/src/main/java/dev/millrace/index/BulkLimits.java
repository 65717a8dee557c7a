package dev.millrace.index;

import dev.millrace.index.IndexConfig.Bulk;
import java.time.Duration;
import java.util.List;

/**
 * How much is sent to OpenSearch at once, decided by its answers: while it takes all of it quickly, one request more
 * beside the others and somewhat larger ones; half of both when it is busy. What it found too large is not tried again.
 *
 * @param bounds never exceeded
 * @param requests under way at once
 * @param bytes of a request; a single larger entry still goes, alone
 * @param largest what a request may grow to
 */
record BulkLimits(Bulk bounds, int requests, long bytes, long largest) {

    /** Where requests take longer than this, OpenSearch has enough to do: more of them would only wait there. */
    private static final Duration QUICK = Duration.ofSeconds(2);

    private static final int STEPS = 8;

    /** Careful at first: one request at a time. */
    static BulkLimits first(Bulk bounds) {
        return new BulkLimits(bounds, 1, bounds.maxBytes(), bounds.maxBytes());
    }

    /**
     * @param rests of requests that were under way together
     * @param longest time that one of them took
     */
    BulkLimits after(List<BulkRest> rests, Duration longest) {
        BulkLimits learned = this;
        for (BulkRest rest : rests) {
            learned = rest instanceof BulkRest.Smaller(List<BulkOperation> operations)
                    ? learned.tooLarge(BulkPieces.bytes(operations))
                    : learned;
        }
        if (rests.stream().anyMatch(BulkRest.Again.class::isInstance)) {
            return learned.busy();
        }
        boolean taken = rests.stream().allMatch(BulkRest.Nothing.class::isInstance);
        return taken && longest.compareTo(QUICK) <= 0 ? learned.more() : learned;
    }

    private BulkLimits more() {
        int more = Math.min(requests + 1, bounds.maxConcurrency());
        return new BulkLimits(bounds, more, Math.min(bytes + step(), largest), largest);
    }

    /** Down to a single request, and to one step of its size. */
    private BulkLimits busy() {
        return new BulkLimits(
                bounds, Math.max(1, requests / 2), Math.max(bytes / 2, Math.min(step(), largest)), largest);
    }

    private BulkLimits tooLarge(long refused) {
        long half = Math.min(largest, Math.max(1, refused / 2));
        return new BulkLimits(bounds, requests, Math.min(bytes, half), half);
    }

    private long step() {
        return Math.max(1, bounds.maxBytes() / STEPS);
    }
}
