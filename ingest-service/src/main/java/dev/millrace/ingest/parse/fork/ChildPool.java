package dev.millrace.ingest.parse.fork;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The children, those at work and those that wait for it. They are started in the background when they are asked for,
 * and one ahead, so that a replacement is ready when a child was killed.
 */
final class ChildPool implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ChildPool.class);

    private final ChildCommand command;
    private final PoolConfig config;
    private final Path folder;
    private final ParserMetrics metrics;
    private final Deque<Child> idle = new ArrayDeque<>();
    private final Set<Child> alive = new HashSet<>();
    private int wanted;
    private int starting;
    private int children;
    private int failures;
    private @Nullable IOException lastFailure;
    private boolean warm;
    private boolean closed;

    /**
     * @param folder of this pool alone; each child works in a folder of its own below it
     */
    ChildPool(ChildCommand command, PoolConfig config, Path folder, ParserMetrics metrics) {
        this.command = command;
        this.config = config;
        this.folder = folder;
        this.metrics = metrics;
        metrics.watchProcesses(this::size);
    }

    /**
     * Waits for a child that has nothing to do.
     *
     * @throws IOException when none can be started
     */
    synchronized Child take() throws IOException, InterruptedException {
        int failuresBefore = failures;
        wanted++;
        try {
            while (true) {
                if (closed) {
                    throw new IOException("the parsers have been closed");
                }
                Child child = idle.poll();
                if (child != null && child.isAlive()) {
                    return child;
                } else if (child != null) {
                    alive.remove(child); // ended from outside
                } else if (failures > failuresBefore) {
                    throw new IOException("no parser can be started", lastFailure);
                } else {
                    startMissing();
                    wait();
                }
            }
        } finally {
            wanted--;
            startMissing();
        }
    }

    /** Takes back a child that has done its work. */
    void giveBack(Child child) throws InterruptedException {
        boolean worn = child.documents() >= config.recycleAfter();
        synchronized (this) {
            boolean surplus = alive.size() > config.processes() && !idle.isEmpty();
            if (!closed && !worn && !surplus) {
                idle.push(child);
                warm = true;
                notifyAll();
                return;
            }
        }
        if (worn) {
            metrics.restarted(ParserMetrics.Cause.RECYCLED);
        }
        discard(child);
    }

    /** Ends a child, which has the next one started. */
    Child.End discard(Child child) throws InterruptedException {
        child.kill();
        Child.End end = child.end();
        synchronized (this) {
            alive.remove(child);
            startMissing();
        }
        return end;
    }

    /** Notes a child that ended, or answered nonsense, and ends it for good. */
    Child.End bury(Child child) throws InterruptedException {
        Child.End end = child.end();
        synchronized (this) {
            alive.remove(child);
            startMissing();
        }
        return end;
    }

    @Override
    public void close() {
        Set<Child> left;
        synchronized (this) {
            closed = true;
            idle.clear();
            left = Set.copyOf(alive);
            notifyAll();
        }
        left.forEach(Child::kill);
        try {
            for (Child child : left) {
                child.end();
            }
            awaitStarters();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // they have been killed and end without us
        }
        Folders.deleteQuietly(folder);
    }

    /** One that is about to start a child finds the pool closed, or its child killed. */
    private synchronized void awaitStarters() throws InterruptedException {
        while (starting > 0) {
            wait();
        }
    }

    synchronized boolean isClosed() {
        return closed;
    }

    private synchronized int size() {
        return alive.size();
    }

    /**
     * As many as are waited for, and one ahead while there are fewer than processes: not yet for the first document, by
     * which ingest-service warms itself up, as a start has better uses for the processor.
     */
    private synchronized void startMissing() {
        int places = config.processes() + config.slowProcesses() - alive.size() - starting;
        boolean spare = warm && idle.isEmpty() && alive.size() + starting < config.processes();
        int missing = Math.max(wanted, spare ? 1 : 0) - idle.size() - starting;
        for (int i = 0; i < Math.min(missing, places) && !closed; i++) {
            starting++;
            Thread.ofPlatform().name("parser-start").daemon().start(this::startOne);
        }
    }

    private void startOne() {
        Child started = null;
        try {
            started = launch();
            started.awaitReady();
            started(started);
        } catch (IOException e) {
            failed(started, e);
        }
    }

    private Child launch() throws IOException {
        Path home = Files.createDirectories(folder.resolve(Integer.toString(nextNumber())));
        Child child = new Child(command.start(home), home);
        synchronized (this) {
            alive.add(child);
            if (closed) {
                child.kill();
            }
        }
        return child;
    }

    private synchronized int nextNumber() throws IOException {
        if (closed) {
            throw new IOException("the parsers have been closed");
        }
        return ++children;
    }

    private synchronized void started(Child child) {
        starting--;
        idle.add(child);
        notifyAll();
        LOG.debug("started parser pid={}", child.pid());
    }

    private void failed(@Nullable Child child, IOException e) {
        String errors = "";
        try {
            errors = child == null ? "" : child.end().errors();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        synchronized (this) {
            starting--;
            failures++;
            lastFailure = new IOException("a parser's process can't be started: " + e + " " + errors, e);
            if (child != null) {
                alive.remove(child);
            }
            if (!closed) {
                LOG.warn("{}", lastFailure.getMessage());
            }
            notifyAll();
        }
    }
}
