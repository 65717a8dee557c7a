package dev.millrace.standalone;

import dev.millrace.standalone.Flight.Done;
import java.time.Duration;

/** Follows what is in flight until it is searchable, with a count and the time left. */
final class FlightWatch {

    private static final Duration INTERVAL = Duration.ofMillis(250);
    /** The index is refreshed within this time of the last write. */
    private static final Duration REFRESH = Duration.ofSeconds(1);
    /** Longer than lag takes to be read again: what is at rest for so long is done, whatever was expected. */
    private static final Duration AT_REST = Duration.ofSeconds(15);

    private final RunningSystem system;
    private final ProgressLine line;

    FlightWatch(RunningSystem system, ProgressLine line) {
        this.system = system;
        this.line = line;
    }

    /** Returns when nothing is in flight, whoever brought it. */
    void followAll() throws InterruptedException {
        Flight now = Flight.of(system);
        Pace pace = new Pace(now.settled(), System.nanoTime());
        while (!now.isOver()) {
            line.show(now.describe() + pace.eta(now.settled(), now.remaining(), System.nanoTime()));
            Thread.sleep(INTERVAL);
            now = Flight.of(system);
        }
        line.end("Nothing is in flight: all that was taken in is searchable.");
    }

    /**
     * Returns when files just put into the inbox are searchable, or have become dead letters.
     *
     * @param before what was done before they were put there
     */
    void followAdded(int files, Done before) throws InterruptedException {
        Pace pace = new Pace(0, System.nanoTime());
        Done last = Done.NOTHING;
        long restingSince = System.nanoTime();
        while (true) {
            Flight now = Flight.of(system);
            Done done = now.done().since(before);
            if (!done.equals(last) || !now.isOver()) {
                restingSince = System.nanoTime();
                last = done;
            }
            boolean arrived = arrived(files, done) && now.isOver();
            if (arrived || System.nanoTime() - restingSince > AT_REST.toNanos()) {
                break;
            }
            line.show(describe(files, done) + pace.eta(done.indexed(), remaining(files, done), System.nanoTime()));
            Thread.sleep(INTERVAL);
        }
        Thread.sleep(REFRESH);
        line.end(describe(files, last)
                + (last.rejected() == 0
                        ? "."
                        : "; " + last.rejected() + " could not be processed: `millrace dead-letters list"
                                + system.flag() + "` tells why."));
    }

    /** What the services counted is exact at once, lag is read every few seconds: both must agree. */
    static boolean arrived(int files, Done done) {
        return done.documents() >= files && done.embedded() >= done.made() && done.indexed() >= done.made();
    }

    static long remaining(int files, Done done) {
        return Math.round(files * Flight.passagesOfADocument(done)) - done.indexed();
    }

    private static String describe(int files, Done done) {
        return Math.min(files, done.documents()) + " of " + files + " files read, " + done.indexed() + " of "
                + done.made() + " passages searchable";
    }
}
