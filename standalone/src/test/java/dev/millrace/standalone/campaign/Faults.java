package dev.millrace.standalone.campaign;

import dev.millrace.core.service.Failpoint;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Random;

/** Deals faults from a shuffled deck that holds each kind once, so that none is left out for long. */
final class Faults {

    /** Longer than the sessions of the campaign's consumers. */
    private static final Duration FREEZE = Duration.ofSeconds(9);

    private static final int MOST_PASSES = 3;

    private final Random random;
    private final Deque<Fault> deck = new ArrayDeque<>();

    Faults(Random random) {
        this.random = random;
    }

    Fault next() {
        if (deck.isEmpty()) {
            List<Fault> fresh = all();
            Collections.shuffle(fresh, random);
            deck.addAll(fresh);
        }
        return deck.remove();
    }

    private List<Fault> all() {
        List<Fault> all = new ArrayList<>();
        for (Service service : Service.values()) {
            all.add(new Fault.Kill(service));
            all.add(new Fault.Freeze(service, FREEZE));
            for (Failpoint.Place place : service.failpoints()) {
                all.add(new Fault.Halt(service, place, pass(place)));
            }
        }
        all.add(new Fault.KillKafka(seconds(1, 5)));
        all.add(new Fault.KillOpenSearch(seconds(1, 5)));
        for (Obstruction obstruction : Obstruction.values()) {
            if (obstruction != Obstruction.NONE) {
                all.add(new Fault.Obstruct(obstruction, seconds(4, 9)));
            }
        }
        return all;
    }

    /** A source is listed as a whole at the start, and then not again for long. */
    private int pass(Failpoint.Place place) {
        return place == Failpoint.Place.WATCHER_LISTED ? 1 : random.nextInt(1, MOST_PASSES);
    }

    private Duration seconds(int least, int most) {
        return Duration.ofSeconds(random.nextInt(least, most));
    }
}
