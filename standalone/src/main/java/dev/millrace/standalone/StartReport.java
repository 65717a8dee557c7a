package dev.millrace.standalone;

import java.io.PrintWriter;
import java.util.Locale;

/** Says what of a start is done, and how long after its beginning. */
final class StartReport {

    /** What a line of a report begins with, so that it can be told from what else a process prints. */
    static final String INDENT = "  ";

    private final PrintWriter out;
    private final long begin = System.nanoTime();

    StartReport(PrintWriter out) {
        this.out = out;
    }

    synchronized String step(String done) {
        out.printf(Locale.ROOT, "%s%5.1f s  %s%n", INDENT, seconds(), done);
        out.flush();
        return done;
    }

    double seconds() {
        return (System.nanoTime() - begin) / 1e9;
    }
}
