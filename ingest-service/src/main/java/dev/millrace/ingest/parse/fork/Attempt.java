package dev.millrace.ingest.parse.fork;

import dev.millrace.ingest.parse.ParseFailure;
import dev.millrace.ingest.parse.ParseOutcome;
import dev.millrace.ingest.parse.ParseRequest;
import dev.millrace.ingest.parse.ParserConfig;
import dev.millrace.ingest.parse.fork.AttemptLog.Attempts;
import dev.millrace.ingest.parse.fork.ParserMetrics.Cause;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has one document parsed, by another child after a crash, until there is an outcome. */
final class Attempt {

    private static final Logger LOG = LoggerFactory.getLogger(Attempt.class);

    private final ParseRequest request;
    private final ParserConfig limits;
    private final int maxAttempts;
    private final ChildPool children;
    private final AttemptLog log;
    private final ParserMetrics metrics;
    private final ScheduledExecutorService timer;
    private Attempts attempts = Attempts.NONE;
    private @Nullable Thread waiting;
    private @Nullable Child current;
    private boolean givenUp;
    private boolean done;

    Attempt(
            ParseRequest request,
            ParserConfig limits,
            int maxAttempts,
            ChildPool children,
            AttemptLog log,
            ParserMetrics metrics,
            ScheduledExecutorService timer) {
        this.request = request;
        this.limits = limits;
        this.maxAttempts = maxAttempts;
        this.children = children;
        this.log = log;
        this.metrics = metrics;
        this.timer = timer;
    }

    /**
     * @throws IOException for trouble of the machine: the document may be tried again
     */
    ParseOutcome run() throws IOException, InterruptedException {
        begin();
        boolean decided = false;
        try {
            Optional<ParseOutcome> outcome = tooManyAttempts();
            while (outcome.isEmpty()) {
                outcome = tryOnce();
            }
            decided = true;
            return outcome.get();
        } finally {
            synchronized (this) {
                done = true;
            }
            remember(decided ? Attempts.NONE : attempts.givenUp());
        }
    }

    /** Kills the child, if the parse is not done. */
    synchronized void giveUp() {
        if (done) {
            return;
        }
        givenUp = true;
        if (current != null) {
            current.kill();
        }
        if (waiting != null) {
            waiting.interrupt();
        }
    }

    private void begin() throws IOException {
        if (request.attemptKey() != null) {
            attempts = log.read(request.attemptKey());
        }
        remember(attempts.begun());
    }

    /** Empty when the child crashed and the document deserves another. */
    private Optional<ParseOutcome> tryOnce() throws IOException, InterruptedException {
        Child child = take();
        Deadline deadline = Deadline.start(child, limits.deadline(), timer);
        try (deadline) {
            Answer answer = child.parse(request, limits.maxTextChars());
            deadline.close();
            return Optional.of(outcome(child, answer, deadline));
        } catch (MachineTrouble e) {
            throw e;
        } catch (IOException e) {
            return afterEnd(children.bury(child), deadline, e);
        } catch (RuntimeException | Error e) {
            children.discard(child); // no child is left behind, whatever went wrong here
            throw e;
        }
    }

    private ParseOutcome outcome(Child child, Answer answer, Deadline deadline)
            throws IOException, InterruptedException {
        boolean spoilt = deadline.passed()
                || (answer instanceof Answer.Done(ParseOutcome.Rejected rejected)
                        && rejected.reason() == ParseFailure.OUT_OF_MEMORY);
        release();
        if (spoilt) {
            metrics.restarted(deadline.passed() ? Cause.TIMEOUT : Cause.OUT_OF_MEMORY);
            children.discard(child);
        } else {
            children.giveBack(child);
        }
        return switch (answer) {
            case Answer.Done(ParseOutcome outcome) -> outcome;
            case Answer.Trouble(String message) -> throw new MachineTrouble(message);
        };
    }

    private Optional<ParseOutcome> afterEnd(Child.End end, Deadline deadline, IOException cause)
            throws IOException, InterruptedException {
        release();
        if (deadline.passed()) {
            metrics.restarted(Cause.TIMEOUT);
            return Optional.of(new ParseOutcome.Rejected(
                    ParseFailure.TIMEOUT,
                    "Not parsed within " + limits.deadline().toMillis() + " ms (ingest.parse.deadline)."));
        }
        if (isGivenUp() || children.isClosed()) {
            metrics.restarted(Cause.GIVEN_UP);
            throw new InterruptedException("the parse was given up");
        }
        if (end.outOfMemory()) {
            metrics.restarted(Cause.OUT_OF_MEMORY);
            return Optional.of(new ParseOutcome.Rejected(
                    ParseFailure.OUT_OF_MEMORY, "The parser ran out of memory (ingest.parse.heap)."));
        }
        metrics.restarted(Cause.CRASHED);
        remember(attempts.crashed());
        LOG.warn(
                "a parser ended in the middle of a document: status={} byItself={} crashes={} cause={} errors={}",
                end.status(),
                end.byItself(),
                attempts.crashes(),
                cause.getClass().getSimpleName(),
                end.errors());
        return tooManyAttempts();
    }

    private Optional<ParseOutcome> tooManyAttempts() {
        if (attempts.crashes() >= maxAttempts) {
            return crashed("Its parser ended in the middle each of " + attempts.crashes() + " times.");
        }
        if (attempts.interruptions() >= AttemptLog.MOST_INTERRUPTIONS) {
            return crashed("The service ended each of the last " + attempts.interruptions()
                    + " times that it was being parsed: it may take more memory than there is.");
        }
        return Optional.empty();
    }

    private static Optional<ParseOutcome> crashed(String message) {
        return Optional.of(new ParseOutcome.Rejected(ParseFailure.PARSER_CRASHED, message));
    }

    private void remember(Attempts now) throws IOException {
        attempts = now;
        if (request.attemptKey() != null) {
            log.write(request.attemptKey(), now);
        }
    }

    /** While it waits, and only then, giving up interrupts it. */
    private Child take() throws IOException, InterruptedException {
        synchronized (this) {
            if (givenUp) {
                throw new InterruptedException("the parse was given up");
            }
            waiting = Thread.currentThread();
        }
        Child child = null;
        try {
            child = children.take();
            return child;
        } finally {
            employ(child);
        }
    }

    private synchronized void employ(@Nullable Child child) {
        waiting = null;
        current = child;
        if (givenUp && child != null) {
            boolean _ = Thread.interrupted(); // it is told by the child's end
            child.kill();
        }
    }

    private synchronized void release() {
        current = null;
    }

    private synchronized boolean isGivenUp() {
        return givenUp;
    }

    /** A failure that the child told, in contrast to one of the child. */
    private static final class MachineTrouble extends IOException {

        private static final long serialVersionUID = 1L;

        MachineTrouble(String message) {
            super(message);
        }
    }
}
