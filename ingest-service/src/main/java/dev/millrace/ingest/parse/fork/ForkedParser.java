package dev.millrace.ingest.parse.fork;

import dev.millrace.ingest.parse.DocumentParser;
import dev.millrace.ingest.parse.Parse;
import dev.millrace.ingest.parse.ParseRequest;
import dev.millrace.ingest.parse.ParserConfig;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.Stream;

/**
 * Parses documents in other processes, so that one that makes its parser hang, crash or run out of memory costs nothing
 * but itself. {@link PoolConfig} says how many there are.
 */
public final class ForkedParser implements DocumentParser, AutoCloseable {

    private final ParserConfig limits;
    private final PoolConfig config;
    private final ChildPool children;
    private final AttemptLog attempts;
    private final ParserMetrics metrics;
    private final ScheduledExecutorService timer;
    private final Lane fast;
    private final Lane slow;

    /**
     * Starts nothing yet: the first document does.
     *
     * @param stateDirectory where attempts are remembered and children work; of this process alone
     */
    public ForkedParser(ParserConfig limits, PoolConfig config, Path stateDirectory, MeterRegistry registry) {
        this.limits = limits;
        this.config = config;
        this.metrics = new ParserMetrics(registry);
        this.fast = new Lane(config.processes());
        this.slow = new Lane(config.slowProcesses());
        this.timer = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("parse-deadlines").daemon().factory());
        Path state = stateDirectory.toAbsolutePath();
        try {
            this.attempts = AttemptLog.open(state.resolve("parse-attempts"));
            this.children = new ChildPool(
                    new ChildCommand(limits, config.heapBytes()), config, ownFolder(state.resolve("parsers")), metrics);
        } catch (IOException e) {
            throw new UncheckedIOException("the state directory " + state + " can't be written", e);
        }
        metrics.watchWaiting("fast", fast::waiting);
        metrics.watchWaiting("slow", slow::waiting);
    }

    @Override
    public Parse begin(ParseRequest request) throws IOException, InterruptedException {
        return begin(request, fast);
    }

    @Override
    public Parse beginSlow(ParseRequest request) throws IOException, InterruptedException {
        return begin(request, slow);
    }

    /** Ends all processes; parses underway fail. */
    @Override
    public void close() {
        timer.shutdownNow();
        children.close();
    }

    private Parse begin(ParseRequest request, Lane lane) throws InterruptedException {
        lane.enter();
        Attempt attempt = new Attempt(request, limits, config.maxAttempts(), children, attempts, metrics, timer);
        return ForkedParse.start(attempt, lane, slow);
    }

    /** Makes the folder of this process, and deletes those of processes that were killed. */
    private static Path ownFolder(Path parsers) throws IOException {
        Path own = parsers.resolve(Long.toString(ProcessHandle.current().pid()));
        Folders.deleteQuietly(own);
        Files.createDirectories(own);
        try (Stream<Path> folders = Files.list(parsers)) {
            folders.filter(folder -> !ProcessHandle.of(pid(folder)).isPresent()).forEach(Folders::deleteQuietly);
        }
        return own;
    }

    private static long pid(Path folder) {
        try {
            return Long.parseLong(String.valueOf(folder.getFileName()));
        } catch (NumberFormatException e) {
            return ProcessHandle.current().pid(); // not one of ours: stays
        }
    }
}
