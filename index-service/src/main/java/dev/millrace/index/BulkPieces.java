package dev.millrace.index;

import dev.millrace.index.IndexConfig.Bulk;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Cuts what is to be written into requests of a bounded size. */
final class BulkPieces {

    private BulkPieces() {}

    static Deque<List<BulkOperation>> cut(List<BulkOperation> operations, Bulk bounds) {
        Deque<List<BulkOperation>> pieces = new ArrayDeque<>();
        List<BulkOperation> piece = new ArrayList<>();
        long bytes = 0;
        for (BulkOperation operation : operations) {
            boolean full = piece.size() == bounds.maxActions() || bytes + operation.size() > bounds.maxBytes();
            if (full && !piece.isEmpty()) {
                pieces.add(piece);
                piece = new ArrayList<>();
                bytes = 0;
            }
            piece.add(operation);
            bytes += operation.size();
        }
        if (!piece.isEmpty()) {
            pieces.add(piece);
        }
        return pieces;
    }
}
