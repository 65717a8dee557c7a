package dev.millrace.index;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Bulk requests side by side. None of its threads outlives a call, not even one that is interrupted. */
final class BulkExchange {

    private final BulkClient client;
    private final IndexMetrics metrics;

    /** A request and what became of it. */
    record Answered(List<BulkOperation> operations, BulkAnswer answer, Duration took) {}

    BulkExchange(BulkClient client, IndexMetrics metrics) {
        this.client = client;
        this.metrics = metrics;
    }

    /** Sends all of them, and returns when each is answered: in their order. */
    List<Answered> send(List<List<BulkOperation>> requests) throws InterruptedException {
        if (requests.size() == 1) {
            return List.of(exchange(requests.getFirst()));
        }
        List<Callable<Answered>> calls = new ArrayList<>();
        requests.forEach(request -> calls.add(() -> exchange(request)));
        List<Answered> answers = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Answered> call : threads.invokeAll(calls)) {
                answers.add(call.get());
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("a bulk request could not be sent: " + e.getCause(), e.getCause());
        }
        return answers;
    }

    private Answered exchange(List<BulkOperation> request) throws InterruptedException {
        metrics.bulk(request.size());
        long start = System.nanoTime();
        BulkAnswer answer = client.send(request);
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        metrics.bulkTook(took);
        return new Answered(request, answer, took);
    }
}
