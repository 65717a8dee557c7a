package dev.millrace.ingest;

import dev.millrace.ingest.parse.DocumentParser;
import dev.millrace.ingest.parse.Parse;
import dev.millrace.ingest.parse.ParseOutcome;
import dev.millrace.ingest.parse.ParseRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** A parse in the slow lane whose turn is waited for by a thread of its own. */
final class BackgroundParse implements Parse {

    private final FutureTask<ParseOutcome> task;

    private BackgroundParse(FutureTask<ParseOutcome> task) {
        this.task = task;
    }

    /** Returns at once. */
    static Parse begin(DocumentParser parser, ParseRequest request) {
        FutureTask<ParseOutcome> task = new FutureTask<>(() -> {
            try (Parse parse = parser.beginSlow(request)) {
                return parse.await();
            }
        });
        Thread.ofVirtual().name("slow-parse").start(task);
        return new BackgroundParse(task);
    }

    @Override
    public ParseOutcome await() throws IOException, InterruptedException {
        try {
            return task.get();
        } catch (ExecutionException e) {
            throw rethrown(e.getCause());
        }
    }

    @Override
    public Optional<ParseOutcome> await(Duration patience) throws IOException, InterruptedException {
        try {
            return Optional.of(task.get(patience.toNanos(), TimeUnit.NANOSECONDS));
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (ExecutionException e) {
            throw rethrown(e.getCause());
        }
    }

    @Override
    public boolean moveToSlowLane() {
        return true;
    }

    @Override
    public void close() {
        task.cancel(true);
    }

    private static IOException rethrown(@Nullable Throwable cause) {
        return switch (cause) {
            case IOException e -> e;
            case Error e -> throw e;
            case RuntimeException e -> throw e;
            case null, default -> new IOException(cause);
        };
    }
}
