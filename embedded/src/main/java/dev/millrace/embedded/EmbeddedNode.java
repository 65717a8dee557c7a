package dev.millrace.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One child JVM: started, waited for, stopped. */
final class EmbeddedNode {

    /** Writes a node's settings and returns what its main class is to be given. */
    interface Settings {
        Path write(Path home, Path folder) throws IOException;
    }

    /** Whether clients can use the node. */
    interface Probe {
        boolean isReady() throws InterruptedException;
    }

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedNode.class);
    /** Runs the node's main class and ends the JVM when its standard input ends; from the module parent-watch. */
    private static final String PARENT_WATCH = "dev.millrace.embedded.watch.ParentWatch";

    private static final Duration START_DEADLINE = Duration.ofMinutes(5);
    private static final Duration STOP_DEADLINE = Duration.ofSeconds(25);
    private static final Duration PROBE_INTERVAL = Duration.ofMillis(50);
    private static final List<String> JVM_OPTIONS = List.of(
            "-XX:+ExitOnOutOfMemoryError",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-Djava.awt.headless=true",
            "-Dfile.encoding=UTF-8");

    private final NodeKind kind;
    private final EmbeddedConfig config;
    private final int port;
    private final List<String> jvmOptions;
    private final Settings settings;
    private @Nullable DataDirectory directory;
    private @Nullable Process process;

    EmbeddedNode(NodeKind kind, EmbeddedConfig config, int port, List<String> jvmOptions, Settings settings) {
        this.kind = kind;
        this.config = config;
        this.port = port;
        this.jvmOptions = List.copyOf(jvmOptions);
        this.settings = settings;
    }

    /** Returns when the node is ready; leaves nothing behind when it throws. */
    synchronized void start(Probe probe) throws InterruptedException {
        if (directory != null) {
            throw new IllegalStateException(kind.title() + " has been started and not stopped");
        }
        long begin = System.nanoTime();
        Path home = EmbeddedHome.of(kind, config.home());
        DataDirectory opened = DataDirectory.open(kind, config.dataDirectory(), EmbeddedHome.version(home));
        directory = opened;
        boolean ready = false;
        try {
            Ports.requireFree(kind, port);
            NodeLogs logs = NodeLogs.of(kind, config.logDirectory());
            awaitReady(launch(home, opened, logs), logs, probe);
            ready = true;
        } catch (IOException e) {
            throw new EmbeddedStackException(StartFailure.of(config.dataDirectory(), e), e);
        } finally {
            if (!ready) {
                kill();
            }
        }
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
        LOG.info(
                "Node ready node={} port={} pid={} ms={}",
                kind.fileName(),
                port,
                process().pid(),
                millis);
    }

    synchronized Process process() {
        if (process == null) {
            throw new IllegalStateException(kind.title() + " is not running");
        }
        return process;
    }

    /** Closes the pipe that the child watches, as the end of this JVM would. */
    synchronized void stop() {
        if (process != null) {
            closeInput(process);
            awaitEndOrKill(process, STOP_DEADLINE);
        }
        release();
    }

    synchronized void kill() {
        if (process != null) {
            process.destroyForcibly();
            awaitEndOrKill(process, STOP_DEADLINE);
        }
        release();
    }

    private void release() {
        process = null;
        if (directory != null) {
            directory.close();
            directory = null;
        }
    }

    private Process launch(Path home, DataDirectory opened, NodeLogs logs) throws IOException {
        Path argument = settings.write(home, opened.folder());
        List<String> command = new ArrayList<>(List.of(config.java().toString()));
        command.addAll(JVM_OPTIONS);
        command.addAll(jvmOptions);
        command.addAll(ClassArchive.jvmOptions(home));
        command.add("-Dmillrace.log.directory=" + config.logDirectory());
        command.addAll(List.of("-cp", home.resolve("lib").resolve("*").toString()));
        command.addAll(List.of(PARENT_WATCH, kind.mainClass(), argument.toString()));
        Process started = new ProcessBuilder(command)
                .directory(opened.folder().toFile())
                .redirectErrorStream(true)
                .redirectOutput(logs.console().toFile())
                .start();
        process = started;
        opened.owned(started.toHandle());
        return started;
    }

    private void awaitReady(Process started, NodeLogs logs, Probe probe) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + START_DEADLINE.toNanos();
        while (!probe.isReady()) {
            if (started.waitFor(PROBE_INTERVAL)) {
                throw new EmbeddedStackException(
                        StartFailure.of(kind, port, config.dataDirectory(), logs.log(), logs.tail()));
            }
            if (System.nanoTime() > deadline) {
                throw new EmbeddedStackException(kind.title() + " was not ready after " + START_DEADLINE.toMinutes()
                        + " minutes: see " + logs.log());
            }
        }
    }

    private void awaitEndOrKill(Process ending, Duration deadline) {
        try {
            if (ending.waitFor(deadline)) {
                return;
            }
            LOG.warn("Node did not end in time, killing it node={} pid={}", kind.fileName(), ending.pid());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        ending.destroyForcibly();
    }

    private static void closeInput(Process ending) {
        try {
            ending.getOutputStream().close();
        } catch (IOException e) {
            LOG.debug("The child's input was closed already", e);
        }
    }
}
