package dev.millrace.standalone;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Parts of a start that run side by side; one may wait for another by joining it. The first failure ends them all. */
final class Parts implements AutoCloseable {

    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofPlatform().name("start-", 0).factory());
    private final ExecutorService wholeThreads = Executors.newThreadPerTaskExecutor(
            Thread.ofPlatform().name("start-whole-", 0).factory());
    private final List<CompletableFuture<?>> begun = new ArrayList<>();
    private final CompletableFuture<Void> failed = new CompletableFuture<>();

    /** A part that is interrupted when another fails. */
    <T> CompletableFuture<T> begin(Callable<T> part) {
        return begin(part, threads);
    }

    /** A part that is let come to its end when another fails: for native code, which can't be left halfway. */
    <T> CompletableFuture<T> beginWhole(Callable<T> part) {
        return begin(part, wholeThreads);
    }

    private <T> CompletableFuture<T> begin(Callable<T> part, ExecutorService on) {
        CompletableFuture<T> result = new CompletableFuture<>();
        begun.add(result);
        on.execute(() -> {
            try {
                result.complete(part.call());
            } catch (Throwable e) { // told to whoever waits
                Throwable cause = e instanceof CompletionException && e.getCause() != null ? e.getCause() : e;
                result.completeExceptionally(cause);
                failed.completeExceptionally(cause);
            }
        });
        return result;
    }

    /** Returns when all parts have ended well; throws what the first one that failed threw. */
    void await() throws InterruptedException {
        CompletableFuture<Void> all = CompletableFuture.allOf(begun.toArray(CompletableFuture[]::new));
        try {
            CompletableFuture.anyOf(all, failed).get();
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case RuntimeException failure -> throw failure;
                case Error error -> throw error;
                case InterruptedException interrupted -> throw interrupted;
                case null, default -> throw new IllegalStateException(e.getCause());
            }
        }
    }

    /** Interrupts what still runs, where that may be, and waits for the end of all. */
    @Override
    public void close() {
        threads.shutdownNow();
        threads.close();
        wholeThreads.close();
    }
}
