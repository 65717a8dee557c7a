package dev.millrace.standalone;

import dev.millrace.evaluation.speed.Arrivals;
import dev.millrace.evaluation.speed.FreshnessAtLoad;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.concurrent.CompletableFuture;

/** Drops documents all at once, one after the other, or by a schedule, and measures how long each takes until it is found. */
final class DropLoads {

    static final int MOST_SEARCHED_PER_SECOND = 10;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int LEAST_IDLE_MILLIS = 300;
    private static final int MOST_IDLE_MILLIS = 1_000;
    private static final int LEAD_IN_PARTS = 5;
    private static final int SEED = 7;

    private final SpeedSystem system;
    private final DropSupply supply;
    private final ProgressLine line;
    private final Random random = new Random(SEED);

    DropLoads(SpeedSystem system, DropSupply supply, ProgressLine line) {
        this.system = system;
        this.supply = supply;
        this.line = line;
    }

    /** What was dropped all at once, and how long it took until it was in the index. */
    record Burst(List<Drop> drops, double seconds) {

        Burst {
            drops = List.copyOf(drops);
        }

        double perSecond() {
            return drops.size() / seconds;
        }
    }

    /** Drops documents all at once; returns when all are in the index. */
    Burst burst(int documents) throws InterruptedException {
        List<Drop> drops = new ArrayList<>();
        PipelineCounts before = system.counts();
        long begin = System.nanoTime();
        for (int i = 0; i < documents; i++) {
            drops.add(supply.next());
            system.put(drops.getLast());
        }
        system.awaitTaken(before, documents);
        return new Burst(drops, (System.nanoTime() - begin) / 1e9);
    }

    /** Drops one document after the other, each a while after the one before it was found. */
    FreshnessAtLoad idle(int drops) throws InterruptedException {
        List<CompletableFuture<OptionalDouble>> searched = new ArrayList<>();
        for (int i = 0; i < drops; i++) {
            Thread.sleep(random.nextInt(LEAST_IDLE_MILLIS, MOST_IDLE_MILLIS));
            Drop drop = supply.next();
            searched.add(system.watch().expect(drop, System.nanoTime(), PATIENCE));
            system.put(drop);
            SearchWatch.await(searched.getLast());
            line.show("Idle: " + (i + 1) + " of " + drops + " drops found");
        }
        return summary(0, 0, drops, searched);
    }

    /**
     * Drops documents by a schedule that waits for nothing; returns when all are in the index.
     *
     * @param load share of the capacity
     * @param span how long, after a lead-in that does not count
     */
    FreshnessAtLoad atLoad(double load, double perSecond, Duration span) throws InterruptedException {
        Duration leadIn = span.dividedBy(LEAD_IN_PARTS);
        List<Duration> early = Arrivals.poisson(perSecond, leadIn, 0, random);
        List<Duration> counted = Arrivals.poisson(perSecond, span, 1, random);
        double share = MOST_SEARCHED_PER_SECOND / perSecond;
        List<CompletableFuture<OptionalDouble>> searched = new ArrayList<>();
        PipelineCounts before = system.counts();
        long begin = System.nanoTime();
        for (Duration due : early) {
            sleepUntil(begin + due.toNanos());
            system.put(supply.next());
        }
        begin += leadIn.toNanos();
        for (Duration due : counted) {
            sleepUntil(begin + due.toNanos());
            Drop drop = supply.next();
            if (searched.isEmpty() || random.nextDouble() < share) {
                searched.add(system.watch().expect(drop, begin + due.toNanos(), PATIENCE));
            }
            system.put(drop);
            line.show(Math.round(100 * load) + " % of the capacity: " + due.toSeconds() + " of " + span.toSeconds()
                    + " s");
        }
        FreshnessAtLoad result = summary(load, perSecond, counted.size(), searched);
        system.awaitTaken(before, early.size() + counted.size());
        return result;
    }

    private static void sleepUntil(long nanos) throws InterruptedException {
        long left = nanos - System.nanoTime();
        if (left > 0) {
            Thread.sleep(Duration.ofNanos(left));
        }
    }

    private static FreshnessAtLoad summary(
            double load, double perSecond, int dropped, List<CompletableFuture<OptionalDouble>> searched) {
        List<Double> found = new ArrayList<>();
        searched.forEach(expected -> SearchWatch.await(expected).ifPresent(found::add));
        return FreshnessAtLoad.of(
                load, perSecond, dropped, found, searched.size() - found.size(), PATIENCE.toMillis() / 1e3);
    }
}
