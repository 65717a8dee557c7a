package dev.millrace.index;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Gives the answers it was told to, then writes everything; remembers what it was sent. */
final class FakeBulkClient implements BulkClient {

    private final Deque<BulkAnswer> answers = new ArrayDeque<>();
    private final List<List<String>> requests = new ArrayList<>();
    private int mostOperations = Integer.MAX_VALUE;

    FakeBulkClient answering(BulkAnswer... next) {
        answers.addAll(List.of(next));
        return this;
    }

    /** Finds every request with more operations too large. */
    FakeBulkClient takingAtMost(int operations) {
        mostOperations = operations;
        return this;
    }

    /** The chunk ids of each request. */
    List<List<String>> requests() {
        return requests;
    }

    static BulkAnswer items(BulkItem... items) {
        return new BulkAnswer.Items(List.of(items));
    }

    static BulkItem item(int status, String errorType) {
        return new BulkItem(status, new ErrorCause(errorType, "reason"));
    }

    static BulkItem ok() {
        return new BulkItem(201, null);
    }

    @Override
    public synchronized BulkAnswer send(List<BulkOperation> operations) {
        requests.add(operations.stream().map(BulkOperation::chunkId).toList());
        if (operations.size() > mostOperations) {
            return new BulkAnswer.TooLarge();
        }
        BulkAnswer answer = answers.poll();
        return answer != null
                ? answer
                : new BulkAnswer.Items(
                        operations.stream().map(operation -> ok()).toList());
    }
}
