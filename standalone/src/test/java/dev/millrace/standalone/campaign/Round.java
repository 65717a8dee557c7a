package dev.millrace.standalone.campaign;

import java.time.Duration;
import java.util.List;

/**
 * Operations and faults that go on at the same time; then all heals, and the index must equal the model.
 *
 * @param steps in the order of their times
 */
public record Round(int number, List<Step> steps) {

    public Round {
        steps = List.copyOf(steps);
    }

    Duration lasts() {
        return steps.isEmpty() ? Duration.ZERO : steps.getLast().at();
    }
}
