package dev.millrace.standalone;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Starts a system in a process that outlives this one and its terminal, and waits until it is ready. */
final class BackgroundStart {

    private static final Duration CHECK = Duration.ofMillis(50);
    private static final Duration DEADLINE = Duration.ofMinutes(3);
    private static final Duration END = Duration.ofSeconds(40);

    private final DataFolder folder;
    private final PrintWriter out;
    private String lastLine = "";

    BackgroundStart(DataFolder folder, PrintWriter out) {
        this.folder = folder;
        this.out = out;
    }

    /** Returns when the system is ready. When it can't be, or this process is ended meanwhile, nothing is left running. */
    void start(SystemState plan, @Nullable Path config) throws InterruptedException {
        Process process = launch(plan, config);
        Thread onSignal = new Thread(() -> end(process));
        Runtime.getRuntime().addShutdownHook(onSignal);
        try (BufferedReader console = Files.newBufferedReader(folder.console())) {
            follow(process, console);
        } catch (IOException e) {
            throw CommandFailure.failed("The file " + folder.console() + " can't be read: " + e);
        }
        Runtime.getRuntime().removeShutdownHook(onSignal);
    }

    /** Waits for a system that another process has just begun to start. */
    static void awaitReady(DataFolder folder) throws InterruptedException {
        long deadline = System.nanoTime() + DEADLINE.toNanos();
        while (!folder.read().map(SystemState::isReady).orElse(false)) {
            boolean running = folder.read().flatMap(SystemState::running).isPresent();
            if (!running || System.nanoTime() - deadline > 0) {
                throw CommandFailure.failed("It did not become ready: see " + folder.log());
            }
            Thread.sleep(CHECK);
        }
    }

    private Process launch(SystemState plan, @Nullable Path config) {
        try {
            Files.createDirectories(folder.logs());
            return new ProcessBuilder(command(plan, config))
                    .redirectInput(new File("/dev/null"))
                    .redirectOutput(folder.console().toFile())
                    .redirectErrorStream(true)
                    .start();
        } catch (IOException e) {
            throw CommandFailure.failed("The data directory " + folder.path() + " can't be used (" + e
                    + "): repair it or choose another with --data");
        }
    }

    private List<String> command(SystemState plan, @Nullable Path config) {
        List<String> command = new ArrayList<>();
        survivor().ifPresent(command::add);
        command.addAll(SystemJvm.command());
        command.addAll(List.of("up", "--in-background", "--data", folder.path().toString()));
        command.addAll(List.of("--inbox", plan.inbox().toString()));
        command.addAll(List.of("--kafka-port", Integer.toString(plan.kafkaPort())));
        command.addAll(List.of("--opensearch-port", Integer.toString(plan.openSearchPort())));
        command.addAll(List.of("--http-port", Integer.toString(plan.httpPort())));
        if (config != null) {
            command.addAll(List.of("--config", config.toAbsolutePath().toString()));
        }
        return command;
    }

    /** What keeps the end of a terminal from the process: both programs become the one they are to start. */
    private static Optional<String> survivor() {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("/usr/bin:/bin");
        return Stream.of("setsid", "nohup")
                .flatMap(name -> Stream.of(path.split(File.pathSeparator)).map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst();
    }

    private void follow(Process process, BufferedReader console) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + DEADLINE.toNanos();
        while (!isReady(process)) {
            if (process.waitFor(CHECK.toMillis(), TimeUnit.MILLISECONDS)) {
                relay(console);
                throw failure(process.exitValue());
            }
            if (System.nanoTime() - deadline > 0) {
                throw CommandFailure.failed(
                        "Millrace was not ready after " + DEADLINE.toMinutes() + " minutes: see " + folder.log());
            }
            relay(console);
        }
        relay(console);
    }

    private boolean isReady(Process process) {
        return folder.read()
                .filter(SystemState::isReady)
                .flatMap(SystemState::process)
                .filter(owner -> owner.pid() == process.pid())
                .isPresent();
    }

    /** Shows what the process reports, and keeps what it says at last. */
    private void relay(BufferedReader console) throws IOException {
        for (String line = console.readLine(); line != null; line = console.readLine()) {
            if (line.startsWith(StartReport.INDENT)) {
                out.println(line);
                out.flush();
            } else if (!line.isBlank()) {
                lastLine = line;
            }
        }
    }

    private CommandFailure failure(int exitStatus) {
        String sentence = lastLine.startsWith(Millrace.PREFIX)
                ? lastLine.substring(Millrace.PREFIX.length())
                : "Millrace ended while it was starting: see " + folder.console() + " and " + folder.log();
        return exitStatus == CommandFailure.WRONG_USE
                ? CommandFailure.wrongUse(sentence)
                : CommandFailure.failed(sentence);
    }

    private static void end(Process process) {
        process.destroy();
        try {
            if (!process.waitFor(END)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
