package dev.millrace.standalone.campaign;

import dev.millrace.standalone.campaign.Document.Way;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/**
 * OpenSearch is away for long while documents go on changing: nothing becomes a dead letter, the services do not grow,
 * and all is caught up with afterwards.
 */
final class Unplugged {

    private static final Duration PACE = Duration.ofMillis(300);
    private static final Duration SAMPLE = Duration.ofSeconds(20);
    private static final Duration DRAIN = Duration.ofMinutes(10);
    private static final int DOCUMENTS = 2_000;

    private Unplugged() {}

    /** Returns whether all was well, and prints what was seen. */
    static boolean run(Path folder, long seed, Duration away) throws IOException, InterruptedException {
        try (Workbench bench = Workbench.start(folder, seed)) {
            Operations operations = new Operations(new Random(seed), "", List.of(Way.values()), DOCUMENTS);
            Memory memory = new Memory(bench.rig());
            bench.rig().proxy().obstruct(Obstruction.UNPLUGGED);
            int carriedOut = load(bench, operations, memory, away);
            bench.flush();
            int waiting = (int) bench.rig().page(Service.INDEX).sum("millrace_topic_lag_records");
            bench.rig().proxy().obstruct(Obstruction.NONE);
            long replugged = System.nanoTime();
            List<Difference> differences = bench.await(DRAIN);
            Duration drained = Duration.ofNanos(System.nanoTime() - replugged);
            memory.sample();
            int restarts = Stream.of(Service.values())
                    .mapToInt(service -> bench.rig().service(service).starts() - 1)
                    .sum();
            System.out.println("""
                    seed %d: OpenSearch was away for %d s, under %d operations
                    records waiting for index-service when it came back: %d; all caught up with after %.1f s
                    restarts of services: %d
                    memory, every %d s:
                    %s
                    differences: %s
                    """.formatted(
                            seed,
                            away.toSeconds(),
                            carriedOut,
                            waiting,
                            drained.toMillis() / 1000.0,
                            restarts,
                            SAMPLE.toSeconds(),
                            memory,
                            differences));
            return differences.isEmpty() && restarts == 0;
        }
    }

    private static int load(Workbench bench, Operations operations, Memory memory, Duration lasts)
            throws IOException, InterruptedException {
        long end = System.nanoTime() + lasts.toNanos();
        long nextSample = System.nanoTime();
        int carriedOut = 0;
        while (System.nanoTime() < end) {
            bench.carryOut(operations.next());
            carriedOut++;
            if (System.nanoTime() >= nextSample) {
                memory.sample();
                nextSample += SAMPLE.toNanos();
            }
            Thread.sleep(PACE);
        }
        return carriedOut;
    }
}
