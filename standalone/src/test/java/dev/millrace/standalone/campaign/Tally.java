package dev.millrace.standalone.campaign;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Counts what a campaign did, and how long the system took to get over it. */
final class Tally {

    private final Map<String, Integer> operations = new TreeMap<>();
    private final Map<String, Integer> faults = new TreeMap<>();
    private final List<Double> recoverySeconds = new ArrayList<>();
    private final Map<String, Double> slowestRecovery = new TreeMap<>();

    void took(Action action) {
        Map<String, Integer> counts = switch (action) {
            case Operation operation -> operations;
            case Fault fault -> faults;
        };
        counts.merge(action.kind(), 1, Integer::sum);
    }

    void recovered(Round round, Duration took) {
        double seconds = took.toMillis() / 100 / 10.0;
        recoverySeconds.add(seconds);
        for (Step step : round.steps()) {
            if (step.action() instanceof Fault fault) {
                slowestRecovery.merge(fault.kind(), seconds, Math::max);
            }
        }
    }

    Map<String, Integer> operations() {
        return operations;
    }

    Map<String, Integer> faults() {
        return faults;
    }

    List<Double> recoverySeconds() {
        return recoverySeconds;
    }

    Map<String, Double> slowestRecovery() {
        return slowestRecovery;
    }
}
