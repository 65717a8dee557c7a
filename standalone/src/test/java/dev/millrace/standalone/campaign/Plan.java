package dev.millrace.standalone.campaign;

import dev.millrace.standalone.campaign.Document.Way;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/** What happens when, round by round: a pure function of the seed and the size. */
public final class Plan {

    private static final int DOCUMENTS = 80;

    /**
     * How much happens in a round.
     *
     * @param lasts from the first to the last step, about
     */
    public record Size(Duration lasts, int operations, int faults) {}

    private final Size size;
    private final Random random;
    private final Operations operations;
    private final Faults faults;
    private int rounds;

    public Plan(long seed, Size size) {
        this.size = size;
        this.random = new Random(seed);
        this.operations = new Operations(new Random(random.nextLong()), "", List.of(Way.values()), DOCUMENTS);
        this.faults = new Faults(new Random(random.nextLong()));
    }

    /** The next round. */
    public Round next() {
        List<Duration> times = new ArrayList<>();
        for (int i = 0; i < size.operations(); i++) {
            times.add(time());
        }
        times.sort(Comparator.naturalOrder());
        List<Step> steps = new ArrayList<>();
        times.forEach(at -> steps.add(new Step(at, operations.next())));
        for (int i = 0; i < size.faults(); i++) {
            steps.add(new Step(time(), faults.next()));
        }
        steps.sort(Comparator.comparing(Step::at));
        rounds++;
        return new Round(rounds, steps);
    }

    private Duration time() {
        return Duration.ofMillis(random.nextLong(size.lasts().toMillis()));
    }
}
