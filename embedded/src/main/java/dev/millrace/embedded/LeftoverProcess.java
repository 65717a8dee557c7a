package dev.millrace.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A child whose parent was killed ends by itself, but not at once. Whoever holds the lock of its folder meanwhile waits
 * for it, so that a system can be started again right after it was killed.
 */
final class LeftoverProcess {

    private static final String FILE = "pid";
    private static final long PATIENCE_SECONDS = 10;

    private LeftoverProcess() {}

    static void remember(Path folder, ProcessHandle process) throws IOException {
        Files.writeString(folder.resolve(FILE), identity(process));
    }

    /** Waits for the process that was remembered last, and ends it if that takes too long. */
    static void end(Path folder) throws IOException, InterruptedException {
        Path file = folder.resolve(FILE);
        if (Files.exists(file)) {
            Optional<ProcessHandle> leftover = find(Files.readString(file));
            if (leftover.isPresent()) {
                end(leftover.get());
            }
        }
    }

    private static void end(ProcessHandle process) throws InterruptedException {
        try {
            process.onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            process.destroyForcibly();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Optional<ProcessHandle> find(String identity) {
        String pid = identity.split(" ", 2)[0];
        return pid.matches("\\d{1,18}")
                ? ProcessHandle.of(Long.parseLong(pid))
                        .filter(process -> identity(process).equals(identity))
                : Optional.empty();
    }

    /** A process id alone may have been given to another process since. */
    private static String identity(ProcessHandle process) {
        long started = process.info()
                .startInstant()
                .map(instant -> instant.toEpochMilli())
                .orElse(0L);
        return process.pid() + " " + started;
    }
}
