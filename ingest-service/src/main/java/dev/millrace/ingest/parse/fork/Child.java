package dev.millrace.ingest.parse.fork;

import dev.millrace.ingest.parse.ParseRequest;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A parser in a process of its own. Used by one parse at a time; any thread may kill it. */
final class Child {

    private static final int BUFFER = 64 * 1024;
    private static final Duration UNTIL_DEAD = Duration.ofSeconds(10);

    /** What {@code -XX:+ExitOnOutOfMemoryError} ends with. */
    private static final int OUT_OF_MEMORY = 3;

    private final Process process;
    private final Path folder;
    private final ErrorTail errors;
    private final DataOutputStream requests;
    private final DataInputStream answers;
    private int documents;

    /**
     * @param folder the child's own; deleted when it is killed
     */
    Child(Process process, Path folder) {
        this.process = process;
        this.folder = folder;
        this.errors = ErrorTail.of(process);
        this.requests = new DataOutputStream(new BufferedOutputStream(process.getOutputStream(), BUFFER));
        this.answers = new DataInputStream(new BufferedInputStream(process.getInputStream(), BUFFER));
    }

    /** Waits until the child is ready for documents; it is not when its process has ended. */
    void awaitReady() throws IOException {
        Wire.expectMagic(answers);
    }

    /**
     * Has a document parsed.
     *
     * @throws IOException when the child ended, was killed, or answered nonsense: it must not be used any more
     */
    Answer parse(ParseRequest request, int maxTextChars) throws IOException {
        documents++;
        RequestCodec.write(requests, request);
        return AnswerCodec.read(answers, maxTextChars);
    }

    int documents() {
        return documents;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    long pid() {
        return process.pid();
    }

    /** Returns at once. */
    void kill() {
        process.destroyForcibly();
    }

    /** Kills what is left of it, and tells how it ended. */
    End end() throws InterruptedException {
        boolean ended = process.waitFor(1, TimeUnit.SECONDS); // one that crashed is about to be gone
        kill();
        process.waitFor(UNTIL_DEAD.toSeconds(), TimeUnit.SECONDS);
        Folders.deleteQuietly(folder);
        int status = process.isAlive() ? -1 : process.exitValue();
        return new End(ended, status, ended && status == OUT_OF_MEMORY, errors.text());
    }

    /**
     * How a child ended.
     *
     * @param byItself otherwise we had to kill it
     * @param errors what its JVM printed
     */
    record End(boolean byItself, int status, boolean outOfMemory, String errors) {}
}
