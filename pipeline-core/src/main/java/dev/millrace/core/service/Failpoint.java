package dev.millrace.core.service;

import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Ends this process, as a crash would, at one named place of its work: how the kill campaign proves that a service may
 * die anywhere. Off unless the environment variable {@value #VARIABLE} names a place, with the number of the pass to end
 * at: {@code MILLRACE_FAILPOINT=embed-delivered:3}.
 */
public final class Failpoint {

    /** Names the place, and after a colon the pass; the first where no number is given. */
    public static final String VARIABLE = "MILLRACE_FAILPOINT";

    /** What a process exits with that was killed. */
    private static final int KILLED = 137;

    /** Where a process can be ended. */
    public enum Place {
        /** ingest-service has parsed a document and written nothing. */
        INGEST_PARSED,
        /** ingest-service has written ledger and chunks, and not asked for the commit. */
        INGEST_WRITTEN,
        /** A watcher has listed its source and published nothing of what it found. */
        WATCHER_LISTED,
        /** A watcher has handed references to its producer and not waited for the broker. */
        WATCHER_PUBLISHED,
        /** embed-service has made vectors and sent none. */
        EMBED_COMPUTED,
        /** embed-service has delivered vectors and not committed its offsets. */
        EMBED_DELIVERED,
        /** index-service has its bulk answered, and has not refreshed. */
        INDEX_ANSWERED,
        /** index-service has refreshed and not committed its offsets. */
        INDEX_REFRESHED;

        /** As it is written in the variable: {@code embed-delivered}. */
        public String written() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    private final @Nullable Place place;
    private final AtomicInteger passesLeft;

    private Failpoint(@Nullable Place place, int pass) {
        this.place = place;
        this.passesLeft = new AtomicInteger(pass);
    }

    /** What the environment of this process asks for. */
    public static Failpoint ofProcess() {
        return of(System.getenv(VARIABLE));
    }

    /**
     * Reads the value of the variable.
     *
     * @throws IllegalArgumentException for a place that is none, or a pass that is no positive number
     */
    static Failpoint of(@Nullable String value) {
        if (value == null || value.isBlank()) {
            return new Failpoint(null, 0);
        }
        String[] parts = value.split(":", 2);
        int pass = parts.length == 1 ? 1 : Integer.parseInt(parts[1]);
        if (pass < 1) {
            throw new IllegalArgumentException(VARIABLE + " = " + value + ": the pass must be 1 or more");
        }
        return new Failpoint(place(parts[0]), pass);
    }

    /** Returns, unless this is the pass at which the process is to end. */
    public void pass(Place passed) {
        if (reached(passed)) {
            Runtime.getRuntime().halt(KILLED);
        }
    }

    /** Whether this very pass is the one. */
    boolean reached(Place passed) {
        return passed == place && passesLeft.decrementAndGet() == 0;
    }

    private static Place place(String written) {
        return Arrays.stream(Place.values())
                .filter(place -> place.written().equals(written))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(VARIABLE + " names " + written + ", not one of "
                        + Arrays.stream(Place.values()).map(Place::written).collect(Collectors.joining(", "))));
    }
}
