package dev.millrace.encoder;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/** Threads that take a share of a caller's work while they are free; a caller never waits for one that is busy. */
final class Helpers implements AutoCloseable {
    private final int count;
    private final ExecutorService pool;

    Helpers(int count) {
        this.count = count;
        this.pool = Executors.newFixedThreadPool(
                Math.max(1, count),
                Thread.ofPlatform().name("encoder-", 1).daemon().factory());
    }

    /**
     * Does the work of each item, from 0 on, and returns what came of it, in order. When it returns or throws, none is
     * under way any more.
     */
    <T> List<T> map(int items, IntFunction<T> work) {
        List<CompletableFuture<T>> results =
                Stream.generate(CompletableFuture<T>::new).limit(items).toList();
        AtomicInteger next = new AtomicInteger();
        Runnable share = () -> {
            for (int i = next.getAndIncrement(); i < items; i = next.getAndIncrement()) {
                int item = i;
                results.get(i).completeAsync(() -> work.apply(item), Runnable::run);
            }
        };
        for (int i = 0; i < Math.min(count, items - 1); i++) {
            pool.execute(share);
        }
        share.run();
        return finished(results);
    }

    private static <T> List<T> finished(List<CompletableFuture<T>> results) {
        CompletableFuture.allOf(results.toArray(CompletableFuture[]::new))
                .handle((done, failure) -> failure == null)
                .join();
        try {
            return results.stream().map(CompletableFuture::join).toList();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    @Override
    public void close() {
        pool.shutdown();
    }
}
