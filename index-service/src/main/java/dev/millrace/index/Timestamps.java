package dev.millrace.index;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Times as they stand in the index: ISO 8601, in UTC. */
final class Timestamps {

    private Timestamps() {}

    /**
     * @param epochMillis 0 when it is not known
     */
    static @Nullable String written(long epochMillis) {
        return epochMillis == 0 ? null : Instant.ofEpochMilli(epochMillis).toString();
    }
}
