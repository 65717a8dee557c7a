package dev.millrace.standalone;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code millrace down}. */
@Command(name = "down", description = "End the system in order. Its data stays for the next `millrace up`.")
final class DownCommand extends SubCommand {

    private static final Duration DEADLINE = Duration.ofSeconds(60);

    @Mixin
    private final DataOption data = new DataOption();

    @Override
    public Integer call() throws InterruptedException {
        DataFolder folder = data.folder();
        Optional<ProcessHandle> running = folder.read().flatMap(SystemState::running);
        if (running.isEmpty()) {
            out().println("No Millrace is running on " + folder.path() + ": there is nothing to end.");
            return OK;
        }
        long begin = System.nanoTime();
        out().println("Ending the Millrace on " + folder.path() + " ...");
        out().flush();
        end(running.get(), folder);
        out().printf("Ended after %.1f s; the data is kept.%n", (System.nanoTime() - begin) / 1e9);
        return OK;
    }

    /** Ends a system in order. */
    static void end(ProcessHandle process, DataFolder folder) throws InterruptedException {
        if (!process.destroy() && process.isAlive()) {
            throw CommandFailure.failed(
                    "Process " + process.pid() + " can't be ended: do it as the user who started it");
        }
        try {
            process.onExit().get(DEADLINE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw CommandFailure.failed("Process " + process.pid() + " has not ended after " + DEADLINE.toSeconds()
                    + " s: see " + folder.log() + ", or end it with `kill -9 " + process.pid() + "`, which loses no"
                    + " document");
        } catch (ExecutionException e) {
            throw new IllegalStateException("waiting for a process failed", e);
        }
    }
}
