package dev.millrace.standalone;

import dev.millrace.embedded.EmbeddedStackException;
import dev.millrace.embedded.Node;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts a node again when its process has ended though nobody asked for that: a machine short of memory ends its largest
 * process, and the services would wait for it for ever.
 */
final class NodeKeeper implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(NodeKeeper.class);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    private final Duration firstPause;
    private final List<Thread> threads = new ArrayList<>();
    private boolean closed;

    /**
     * @param firstPause before a node is started again; grows while that does not succeed
     */
    NodeKeeper(Duration firstPause) {
        this.firstPause = firstPause;
    }

    /** Watches a node that runs, and returns it. Closing it is left to the caller, after this keeper. */
    synchronized <N extends Node> N keep(N node) {
        if (!closed) {
            threads.add(Thread.ofVirtual().name("keep-" + node.title()).start(() -> watch(node)));
        }
        return node;
    }

    /** From when this returns, nodes stay as they are. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
        threads.forEach(Thread::interrupt);
        try {
            for (Thread thread : threads) {
                thread.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void watch(Node node) {
        try {
            while (true) {
                int status = node.process().waitFor();
                LOG.error("{} ended by itself and is started again status={}", node.title(), status);
                startAgain(node);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the end of the keeper
        }
    }

    /** However often it takes: a full disk is emptied, a port is given back. */
    private void startAgain(Node node) throws InterruptedException {
        Duration pause = firstPause;
        boolean running = false;
        while (!running) {
            Thread.sleep(pause);
            node.kill();
            try {
                node.start();
                LOG.info("{} is up again", node.title());
                running = true;
            } catch (EmbeddedStackException e) {
                LOG.error("{} can't be started again yet: {}", node.title(), e.getMessage());
                pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
            }
        }
    }
}
