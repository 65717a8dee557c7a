package dev.millrace.standalone;

import java.io.PrintWriter;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** One line that is written over on a terminal; elsewhere, a line now and then. */
final class ProgressLine {

    private static final Duration BETWEEN_LINES = Duration.ofSeconds(5);
    private static final String CLEAR_LINE = "\r\u001b[K";

    private final PrintWriter out;
    private final boolean terminal = Terminal.isPresent();
    private @Nullable Long lastNanos;

    ProgressLine(PrintWriter out) {
        this.out = out;
    }

    void show(String text) {
        long now = System.nanoTime();
        if (terminal) {
            out.print(CLEAR_LINE + text);
        } else if (lastNanos == null || now - lastNanos >= BETWEEN_LINES.toNanos()) {
            lastNanos = now;
            out.println(text);
        }
        out.flush();
    }

    /** The last word, which stays. */
    void end(String text) {
        out.println(terminal ? CLEAR_LINE + text : text);
        out.flush();
    }
}
