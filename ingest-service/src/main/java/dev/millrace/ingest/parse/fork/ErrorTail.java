package dev.millrace.ingest.parse.fork;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * The end of what a child's JVM printed to standard error, such as that it found no memory. Parsers can't print there:
 * their streams lead nowhere. Everything is read, so that a flood does not block.
 */
final class ErrorTail implements Runnable {

    private static final int KEPT = 1_000;

    private final InputStream input;
    private final byte[] buffer = new byte[8192];
    private byte[] tail = new byte[0];

    private ErrorTail(InputStream input) {
        this.input = input;
    }

    static ErrorTail of(Process process) {
        ErrorTail tail = new ErrorTail(process.getErrorStream());
        Thread.ofPlatform().name("parser-errors").daemon().start(tail);
        return tail;
    }

    @Override
    public void run() {
        try (input) {
            for (int read = input.read(buffer); read >= 0; read = input.read(buffer)) {
                append(read);
            }
        } catch (IOException e) {
            // the process has ended
        }
    }

    private synchronized void append(int read) {
        byte[] joined = Arrays.copyOf(tail, tail.length + read);
        System.arraycopy(buffer, 0, joined, tail.length, read);
        tail = Arrays.copyOfRange(joined, Math.max(0, joined.length - KEPT), joined.length);
    }

    /** One line. */
    synchronized String text() {
        return new String(tail, US_ASCII).replaceAll("[^\\p{Print}]+", " ").strip();
    }
}
