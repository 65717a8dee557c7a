package dev.millrace.ingest.parse.fork;

import dev.millrace.ingest.parse.Parse;
import dev.millrace.ingest.parse.ParseOutcome;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A parse on a thread of its own, which talks to the child, and its place in a lane. */
final class ForkedParse implements Parse {

    private final Attempt attempt;
    private final FutureTask<ParseOutcome> task;
    private final Lane slow;
    private Lane lane;
    private boolean left;

    private ForkedParse(Attempt attempt, Lane lane, Lane slow) {
        this.attempt = attempt;
        this.lane = lane;
        this.slow = slow;
        this.task = new FutureTask<>(this::run);
    }

    /**
     * @param lane in which there is a place for it, which is free again when it is done
     */
    static ForkedParse start(Attempt attempt, Lane lane, Lane slow) {
        ForkedParse parse = new ForkedParse(attempt, lane, slow);
        Thread.ofPlatform().name("parse").daemon().start(parse.task);
        return parse;
    }

    private ParseOutcome run() throws IOException, InterruptedException {
        try {
            return attempt.run();
        } finally {
            leaveLane();
        }
    }

    @Override
    public ParseOutcome await() throws IOException, InterruptedException {
        try {
            return task.get();
        } catch (ExecutionException e) {
            throw rethrown(e);
        } catch (CancellationException e) {
            throw new IOException("the parse was given up", e);
        }
    }

    @Override
    public Optional<ParseOutcome> await(Duration patience) throws IOException, InterruptedException {
        try {
            return Optional.of(task.get(patience.toNanos(), TimeUnit.NANOSECONDS));
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (ExecutionException e) {
            throw rethrown(e);
        } catch (CancellationException e) {
            throw new IOException("the parse was given up", e);
        }
    }

    @Override
    public synchronized boolean moveToSlowLane() {
        if (left || lane == slow) {
            return true;
        }
        if (!slow.tryEnter()) {
            return false;
        }
        lane.leave();
        lane = slow;
        return true;
    }

    @Override
    public void close() {
        attempt.giveUp();
    }

    private synchronized void leaveLane() {
        left = true;
        lane.leave();
    }

    private static IOException rethrown(ExecutionException e) {
        return switch (e.getCause()) {
            case IOException cause -> new IOException(cause.getMessage(), cause);
            case RuntimeException cause -> throw cause;
            case Error cause -> throw cause;
            case null, default -> new IOException("the parse was given up", e);
        };
    }
}
