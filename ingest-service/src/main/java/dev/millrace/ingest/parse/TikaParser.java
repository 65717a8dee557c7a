package dev.millrace.ingest.parse;

import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Parses in this process, each document on a thread of its own. At the deadline the thread is interrupted and left
 * behind: a parser that heeds nothing goes on in the background until it is done.
 */
public final class TikaParser implements DocumentParser {

    private final ParserConfig config;
    private final TikaParsers parsers = new TikaParsers();

    public TikaParser(ParserConfig config) {
        this.config = config;
    }

    @Override
    public Parse begin(ParseRequest request) throws IOException, InterruptedException {
        return Parse.done(parse(request));
    }

    @Override
    public ParseOutcome parse(ParseRequest request) throws IOException, InterruptedException {
        ParseBudget budget = new ParseBudget(config);
        FutureTask<ParseOutcome> task = new FutureTask<>(new TikaParse(parsers, request, budget));
        Thread.ofPlatform().name("parse").daemon().start(task);
        try {
            return task.get(config.deadline().toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException _) {
            return new ParseOutcome.Rejected(
                    ParseFailure.TIMEOUT,
                    "Not parsed within " + config.deadline().toMillis() + " ms (deadline).");
        } catch (ExecutionException e) {
            throw rethrown(e.getCause());
        } finally {
            budget.abandon();
            task.cancel(true);
        }
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
