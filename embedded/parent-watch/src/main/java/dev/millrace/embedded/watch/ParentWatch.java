package dev.millrace.embedded.watch;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.time.Duration;
import java.util.Arrays;

/**
 * The main class of a child JVM: runs another main class, and ends the JVM when its standard input ends. The parent holds
 * the other end of that pipe and never writes to it, so the operating system closes it whichever way the parent ends.
 */
public final class ParentWatch {

    /** How long shutdown hooks may take before the JVM is halted without them. */
    private static final Duration DEADLINE = Duration.ofSeconds(20);

    private ParentWatch() {}

    /** Expects a main class and its arguments. */
    public static void main(String[] args) throws Throwable {
        Thread watch = new Thread(ParentWatch::watch, "parent-watch");
        watch.setDaemon(true);
        watch.start();
        try {
            Class.forName(args[0]).getMethod("main", String[].class).invoke(null, (Object)
                    Arrays.copyOfRange(args, 1, args.length));
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }

    private static void watch() {
        try {
            while (System.in.read() >= 0) {
                // Nothing is ever sent.
            }
        } catch (IOException e) {
            System.err.println("Lost the parent process: " + e);
        }
        Thread exit = new Thread(() -> System.exit(0), "parent-gone");
        exit.setDaemon(true);
        exit.start();
        try {
            exit.join(DEADLINE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(1);
    }
}
