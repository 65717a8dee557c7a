package dev.millrace.evaluation.speed;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * When documents arrive that nobody holds back: each at its own time, however long the ones before it take. Who waited for an
 * answer before sending the next one would not see the waiting that makes a busy system slow.
 */
public final class Arrivals {
    private static final double NANOS = 1e9;

    private Arrivals() {}

    /**
     * Independent of each other (a Poisson process), as times since the beginning.
     *
     * @param least so many there are at least, even if it takes longer
     */
    public static List<Duration> poisson(double perSecond, Duration span, int least, Random random) {
        List<Duration> arrivals = new ArrayList<>();
        double seconds = gap(perSecond, random);
        while (seconds * NANOS < span.toNanos() || arrivals.size() < least) {
            arrivals.add(Duration.ofNanos(Math.round(seconds * NANOS)));
            seconds += gap(perSecond, random);
        }
        return arrivals;
    }

    private static double gap(double perSecond, Random random) {
        return -Math.log(1 - random.nextDouble()) / perSecond;
    }
}
