package dev.millrace.standalone.campaign;

import dev.millrace.core.service.Failpoint;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps one service running: whenever its process ends, another is started. */
final class Supervisor implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Supervisor.class);
    private static final Duration BEFORE_RESTART = Duration.ofMillis(300);
    private static final Duration STOP = Duration.ofSeconds(30);
    private static final int KILLED = 137;

    private final ServiceProcess program;
    private @Nullable Process process;
    private Optional<String> failpoint = Optional.empty();
    private boolean wanted = true;
    private int starts;
    private int crashes;
    private int halts;
    private boolean ordered;

    Supervisor(ServiceProcess program) {
        this.program = program;
        launch();
    }

    /** Ends the process as a crash would. */
    synchronized void kill() {
        ordered = true;
        running().destroyForcibly();
    }

    /** Ends the process; the next one ends at the failpoint, the one after that not. */
    synchronized void arm(Failpoint.Place place, int pass) {
        failpoint = Optional.of(place.written() + ":" + pass);
        kill();
    }

    /** Stops the process where it stands. */
    void freeze() throws IOException, InterruptedException {
        signal("STOP");
    }

    /** Lets a frozen process go on. */
    void thaw() throws IOException, InterruptedException {
        signal("CONT");
    }

    synchronized Process running() {
        if (process == null) {
            throw new IllegalStateException(program.name() + " was never started");
        }
        return process;
    }

    synchronized int starts() {
        return starts;
    }

    /** Ends that nobody had ordered. */
    synchronized int crashes() {
        return crashes;
    }

    /** Ends at a failpoint. */
    synchronized int halts() {
        return halts;
    }

    ServiceProcess program() {
        return program;
    }

    /** Ends the process in order and starts no other. */
    void stop() throws InterruptedException {
        Process ending;
        synchronized (this) {
            wanted = false;
            ending = running();
            ending.destroy();
        }
        if (!ending.waitFor(STOP)) {
            LOG.warn("service={} did not end in time and is killed", program.name());
            close();
        }
    }

    /** Ends the process at once and starts no other. */
    @Override
    public void close() {
        synchronized (this) {
            wanted = false;
            kill();
        }
        running().onExit().join();
    }

    private synchronized void launch() {
        if (wanted) {
            starts++;
            ordered = false;
            Optional<String> armed = failpoint;
            Process started = program.start(armed);
            process = started;
            started.onExit().thenAccept(end -> ended(end, armed));
        }
    }

    private synchronized void ended(Process end, Optional<String> armed) {
        if (!wanted) {
            return;
        }
        LOG.info("service={} pid={} ended with {}", program.name(), end.pid(), end.exitValue());
        if (failpoint.equals(armed)) {
            failpoint = Optional.empty();
        }
        if (!ordered && armed.isPresent() && end.exitValue() == KILLED) {
            halts++;
        } else if (!ordered) {
            crashes++;
        }
        CompletableFuture.delayedExecutor(BEFORE_RESTART.toMillis(), TimeUnit.MILLISECONDS)
                .execute(this::launch);
    }

    private void signal(String signal) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + signal, Long.toString(running().pid()))
                .start()
                .waitFor();
    }
}
