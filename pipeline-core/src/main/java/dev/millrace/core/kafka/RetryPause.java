package dev.millrace.core.kafka;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before trying again: doubling from a first pause up to a longest one, with full jitter over the upper
 * half, so that many clients do not return in step.
 *
 * @param first the pause after the first failure
 * @param longest the bound of all pauses
 */
public record RetryPause(Duration first, Duration longest) {

    private static final int MOST_DOUBLINGS = 20;

    public RetryPause {
        if (first.isNegative() || first.isZero() || longest.compareTo(first) < 0) {
            throw new IllegalArgumentException("pauses must be positive and the longest not below the first");
        }
    }

    /**
     * @param failures how many tries have failed in a row, at least 1
     */
    public Duration after(int failures, RandomGenerator random) {
        int doublings = Math.min(failures - 1, MOST_DOUBLINGS);
        long bound = Math.min(longest.toMillis(), first.toMillis() << doublings);
        return Duration.ofMillis(bound - random.nextLong(bound / 2 + 1));
    }
}
