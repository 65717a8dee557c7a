package dev.millrace.standalone.campaign;

import dev.millrace.core.service.Closer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries a plan out, round by round, and stops at the first round after which the index differs from the model. */
public final class Campaign implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Campaign.class);

    private final Closer closer = new Closer();
    private final long seed;
    private final Duration recovery;
    private final Workbench bench;
    private final Injector injector;
    private final Watchdog watchdog;
    private final Tally tally = new Tally();
    private final long begin = System.nanoTime();

    private Campaign(Path folder, long seed, Duration recovery) throws IOException, InterruptedException {
        this.seed = seed;
        this.recovery = recovery;
        this.bench = closer.register(Workbench.start(folder, seed));
        this.injector = closer.register(new Injector(bench.rig()));
        this.watchdog = closer.register(new Watchdog(bench.rig()));
    }

    /**
     * Starts the system that is to suffer, and returns when it takes work.
     *
     * @param folder for all its data and logs; the caller's to delete
     * @param recovery how long it may take to get over a round
     */
    public static Campaign start(Path folder, long seed, Duration recovery) throws IOException, InterruptedException {
        return new Campaign(folder, seed, recovery);
    }

    /** Runs rounds for as long as it lasts, at least one. */
    public Report run(Plan plan, Duration lasts) throws IOException, InterruptedException {
        List<Difference> differences;
        int rounds = 0;
        do {
            differences = run(plan.next());
            rounds++;
        } while (differences.isEmpty() && elapsed(begin).compareTo(lasts) < 0);
        return report(rounds, differences);
    }

    @Override
    public void close() {
        closer.close();
    }

    private List<Difference> run(Round round) throws IOException, InterruptedException {
        long start = System.nanoTime();
        for (Step step : round.steps()) {
            Thread.sleep(Math.max(0, step.at().minus(elapsed(start)).toMillis()));
            tally.took(step.action());
            switch (step.action()) {
                case Operation operation -> bench.carryOut(operation);
                case Fault fault -> injector.inject(fault);
            }
        }
        bench.flush();
        injector.heal();
        long healed = System.nanoTime();
        List<Difference> differences = bench.await(recovery);
        Duration took = elapsed(healed);
        if (differences.isEmpty()) {
            differences = bench.verify();
        }
        tally.recovered(round, took);
        LOG.info(
                "round={} documents={} recovered_ms={} differences={}",
                round.number(),
                bench.model().present().size(),
                took.toMillis(),
                differences.size());
        return differences;
    }

    private Report report(int rounds, List<Difference> differences) {
        List<Supervisor> services =
                Stream.of(Service.values()).map(bench.rig()::service).toList();
        return new Report(
                seed,
                elapsed(begin).toSeconds(),
                rounds,
                tally.operations(),
                tally.faults(),
                services.stream().mapToInt(service -> service.starts() - 1).sum(),
                services.stream().mapToInt(Supervisor::halts).sum(),
                services.stream().mapToInt(Supervisor::crashes).sum(),
                watchdog.restarts(),
                bench.rig().proxy().obstructed(),
                tally.recoverySeconds(),
                tally.slowestRecovery(),
                bench.model().present().size(),
                differences);
    }

    private static Duration elapsed(long since) {
        return Duration.ofNanos(System.nanoTime() - since);
    }
}
