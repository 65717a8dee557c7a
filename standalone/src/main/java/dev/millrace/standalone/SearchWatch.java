package dev.millrace.standalone;

import dev.millrace.evaluation.run.SearchApi;
import dev.millrace.evaluation.run.SearchFailedException;
import dev.millrace.evaluation.run.SearchMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Asks again and again for all words that are outstanding at once, until each has found its document. One thread, so that
 * asking costs little beside what is measured.
 */
final class SearchWatch implements AutoCloseable {

    /** Between an answer and the next question while one word is outstanding, and while more are. */
    static final Duration PAUSE = Duration.ofMillis(10);

    static final Duration PAUSE_AT_LOAD = Duration.ofMillis(40);
    private static final int WORDS_AT_ONCE = 50;
    /** Twice the words: whatever else has one of them does not crowd out what is looked for. */
    private static final int SIZE = 2 * WORDS_AT_ONCE;

    private final SearchApi api;
    private final List<Expected> outstanding = new ArrayList<>();
    private final Thread thread =
            Thread.ofPlatform().name("search-watch").daemon().unstarted(this::run);

    private @Nullable RuntimeException failure;

    private record Expected(
            String word,
            String documentId,
            long sinceNanos,
            Duration patience,
            CompletableFuture<OptionalDouble> found) {

        double seconds(long nowNanos) {
            return (nowNanos - sinceNanos) / 1e9;
        }

        boolean isLost(long nowNanos) {
            return nowNanos - sinceNanos > patience.toNanos();
        }
    }

    SearchWatch(SearchApi api) {
        this.api = api;
        thread.start();
    }

    /**
     * Looks for a document from now on. Completed with the seconds until it was found, or without them when it was not in
     * time.
     *
     * @param sinceNanos when the time began
     */
    CompletableFuture<OptionalDouble> expect(Drop drop, long sinceNanos, Duration patience) {
        CompletableFuture<OptionalDouble> found = new CompletableFuture<>();
        synchronized (outstanding) {
            if (failure == null) {
                outstanding.add(new Expected(drop.word(), drop.documentId(), sinceNanos, patience, found));
                outstanding.notifyAll();
            } else {
                found.completeExceptionally(failure);
            }
        }
        return found;
    }

    /** What became of an expectation. */
    static OptionalDouble await(CompletableFuture<OptionalDouble> expected) {
        try {
            return expected.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof SearchFailedException failed ? failed : e;
        }
    }

    private void run() {
        try {
            while (true) {
                List<Expected> asked = next();
                String words = asked.stream().map(Expected::word).collect(Collectors.joining(" "));
                settle(asked, api.documents(words, SearchMode.LEXICAL, SIZE).keySet());
                Thread.sleep(asked.size() > 1 ? PAUSE_AT_LOAD : PAUSE);
            }
        } catch (InterruptedException e) {
            fail(new SearchFailedException("The search was given up, since the measurement ends"));
        } catch (RuntimeException e) {
            fail(e);
        }
    }

    /** The oldest of them. */
    private List<Expected> next() throws InterruptedException {
        synchronized (outstanding) {
            while (outstanding.isEmpty()) {
                outstanding.wait();
            }
            return List.copyOf(outstanding.subList(0, Math.min(WORDS_AT_ONCE, outstanding.size())));
        }
    }

    private void settle(List<Expected> asked, Set<String> documentIds) {
        long now = System.nanoTime();
        for (Expected expected : asked) {
            boolean found = documentIds.contains(expected.documentId());
            if (found || expected.isLost(now)) {
                synchronized (outstanding) {
                    outstanding.remove(expected);
                }
                expected.found().complete(found ? OptionalDouble.of(expected.seconds(now)) : OptionalDouble.empty());
            }
        }
    }

    private void fail(RuntimeException cause) {
        synchronized (outstanding) {
            failure = cause;
            outstanding.forEach(expected -> expected.found().completeExceptionally(cause));
            outstanding.clear();
        }
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
