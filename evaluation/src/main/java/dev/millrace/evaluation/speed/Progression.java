package dev.millrace.evaluation.speed;

import java.util.ArrayList;
import java.util.List;

/** How a count grew over time, as far as it was looked at. */
public final class Progression {
    private record Look(long nanos, long count) {}

    private final List<Look> looks = new ArrayList<>();

    public void add(long nanos, long count) {
        looks.add(new Look(nanos, count));
    }

    /**
     * The rate of the last ones up to the newest look: since the latest look at which at least so many were missing, or
     * the first one.
     */
    public double perSecond(long last) {
        Look end = looks.getLast();
        Look begin = looks.stream()
                .filter(look -> look.count() <= end.count() - last)
                .reduce((earlier, later) -> later)
                .orElse(looks.getFirst());
        return (end.count() - begin.count()) * 1e9 / (end.nanos() - begin.nanos());
    }
}
