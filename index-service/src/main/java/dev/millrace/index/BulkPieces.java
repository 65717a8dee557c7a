package dev.millrace.index;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;

/** Cuts what is to be written into requests of a bounded size. */
final class BulkPieces {

    /** Requests are not made smaller than this only to have more of them: each has a price of its own. */
    private static final long WORTH_A_REQUEST = 256 << 10;

    private BulkPieces() {}

    /** Takes from the beginning what may be sent at once: requests of about equal size, in order, none empty. */
    static List<List<BulkOperation>> take(Deque<BulkOperation> pending, BulkLimits limits) {
        long rest = bytes(pending);
        List<List<BulkOperation>> pieces = new ArrayList<>();
        while (!pending.isEmpty() && pieces.size() < limits.requests()) {
            long share = Math.max(Math.ceilDiv(rest, limits.requests() - pieces.size()), WORTH_A_REQUEST);
            List<BulkOperation> piece = piece(pending, share, limits);
            pieces.add(piece);
            rest -= bytes(piece);
        }
        return pieces;
    }

    static long bytes(Collection<BulkOperation> operations) {
        return operations.stream().mapToLong(BulkOperation::size).sum();
    }

    /** At least one, then as many as fit until there are enough bytes. */
    private static List<BulkOperation> piece(Deque<BulkOperation> pending, long enoughBytes, BulkLimits limits) {
        List<BulkOperation> piece = new ArrayList<>();
        long bytes = 0;
        BulkOperation next = pending.peek();
        while (next != null
                && (piece.isEmpty() || bytes + next.size() <= limits.bytes())
                && bytes < enoughBytes
                && piece.size() < limits.bounds().maxActions()) {
            piece.add(pending.pop());
            bytes += next.size();
            next = pending.peek();
        }
        return piece;
    }
}
