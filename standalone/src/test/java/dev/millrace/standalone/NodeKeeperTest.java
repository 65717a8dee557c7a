package dev.millrace.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.embedded.Node;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class NodeKeeperTest {

    @Test
    void aNodeThatIsKilledIsStartedAgainEachTime() throws Exception {
        try (Sleeper node = new Sleeper();
                NodeKeeper keeper = new NodeKeeper(Duration.ZERO)) {
            Process first = node.started();
            keeper.keep(node);

            first.destroyForcibly();
            Process second = node.started();
            second.destroyForcibly();
            Process third = node.started();

            assertThat(third.isAlive()).isTrue();
        }
    }

    @Test
    void aNodeThatEndsAfterTheKeeperStaysAsItIs() throws Exception {
        try (Sleeper node = new Sleeper()) {
            Process first = node.started();
            NodeKeeper keeper = new NodeKeeper(Duration.ZERO);
            keeper.keep(node);

            keeper.close();
            first.destroyForcibly().waitFor();
            keeper.keep(node);

            assertThat(node.startedMeanwhile()).isZero();
        }
    }

    /** A node whose process does nothing. */
    private static final class Sleeper implements Node {

        private final BlockingQueue<Process> starts = new LinkedBlockingQueue<>();
        private volatile Process process;

        Sleeper() {
            start();
        }

        Process started() throws InterruptedException {
            return starts.poll(30, TimeUnit.SECONDS);
        }

        int startedMeanwhile() {
            return starts.size();
        }

        @Override
        public String title() {
            return "Sleeper";
        }

        @Override
        public Process process() {
            return process;
        }

        @Override
        public void start() {
            try {
                process = new ProcessBuilder("sleep", "600").start();
                starts.add(process);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void kill() {
            process.destroyForcibly();
        }

        @Override
        public void close() {
            kill();
        }
    }
}
