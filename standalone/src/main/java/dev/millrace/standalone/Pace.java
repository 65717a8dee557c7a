package dev.millrace.standalone;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** How fast something gets done, and so how long the rest will take. */
final class Pace {

    private static final Duration TOO_SHORT = Duration.ofMillis(500);
    private static final long NANOS_OF_SECOND = TimeUnit.SECONDS.toNanos(1);

    private final long doneAtStart;
    private final long startNanos;

    Pace(long doneAtStart, long startNanos) {
        this.doneAtStart = doneAtStart;
        this.startNanos = startNanos;
    }

    /** Empty while too little was seen. */
    Optional<Duration> left(long done, long remaining, long nowNanos) {
        long elapsed = nowNanos - startNanos;
        long progress = done - doneAtStart;
        if (remaining <= 0) {
            return Optional.of(Duration.ZERO);
        }
        if (progress <= 0 || elapsed < TOO_SHORT.toNanos()) {
            return Optional.empty();
        }
        return Optional.of(Duration.ofNanos((long) ((double) elapsed / progress * remaining)));
    }

    /** {@code ", about 12 s left"}, or nothing while too little was seen. */
    String eta(long done, long remaining, long nowNanos) {
        return left(done, remaining, nowNanos)
                .map(left -> ", about " + written(left) + " left")
                .orElse("");
    }

    static String written(Duration duration) {
        long seconds = Math.max(1, (duration.toNanos() + NANOS_OF_SECOND / 2) / NANOS_OF_SECOND);
        if (seconds < TimeUnit.MINUTES.toSeconds(2)) {
            return seconds + " s";
        }
        long minutes = Math.round(seconds / 60.0);
        return minutes < TimeUnit.HOURS.toMinutes(2) ? minutes + " min" : Math.round(minutes / 60.0) + " h";
    }
}
