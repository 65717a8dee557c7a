package dev.millrace.standalone.campaign;

import dev.millrace.standalone.campaign.Document.Way;
import dev.millrace.standalone.campaign.Operation.Change;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * Many objects come into a bucket, then some change and others go. Both times ingest-service is killed in the midst of its
 * work, and then the index is compared with the bucket.
 */
final class BucketLifeCycle {

    private static final double CHANGED = 0.15;
    private static final double DELETED = 0.10;
    private static final int SHOWN = 50;
    private static final Duration LOOK = Duration.ofMillis(20);
    private static final Duration DEADLINE = Duration.ofMinutes(20);

    private final Workbench bench;
    private final Random random;

    private BucketLifeCycle(Workbench bench, Random random) {
        this.bench = bench;
        this.random = random;
    }

    /** Returns whether the index equalled the bucket both times, and prints what was seen. */
    static boolean run(Path folder, long seed, int objects) throws IOException, InterruptedException {
        try (Workbench bench = Workbench.start(folder, seed)) {
            System.out.println("seed " + seed);
            return new BucketLifeCycle(bench, new Random(seed)).run(objects);
        }
    }

    private boolean run(int objects) throws IOException, InterruptedException {
        List<String> taken = bench.rig().bucket().takes(ObjectKeys.TRIALS);
        System.out.printf("kinds of keys: %d, of which the server takes %d%n", ObjectKeys.TRIALS.size(), taken.size());
        List<Operation> creations = ObjectKeys.of(random, taken, objects).stream()
                .<Operation>map(this::created)
                .toList();
        return phase("added", creations) && phase("changed and deleted", changes(creations)) && unharmed();
    }

    private Operation created(String key) {
        return new Operation.Put(new Document(Way.BUCKET, key), Text.brief(random), Change.CREATE);
    }

    /** Of objects that are drawn by lot, none twice. */
    private List<Operation> changes(List<Operation> creations) {
        List<Document> documents = new ArrayList<>(bench.model().present().keySet());
        Collections.shuffle(documents, random);
        int changed = (int) (creations.size() * CHANGED);
        int deleted = (int) (creations.size() * DELETED);
        List<Operation> changes = new ArrayList<>();
        for (Document document : documents.subList(0, changed)) {
            changes.add(new Operation.Put(document, Text.brief(random), Change.EDIT));
        }
        documents.subList(changed, changed + deleted).forEach(document -> changes.add(new Operation.Delete(document)));
        Collections.shuffle(changes, random);
        return changes;
    }

    /** Half of the operations, a kill as soon as a part of these has been read, and the rest while nobody watches. */
    private boolean phase(String what, List<Operation> operations) throws IOException, InterruptedException {
        int half = operations.size() / 2;
        int readBeforeKill = random.nextInt(half / 10, half / 2);
        double before = read();
        long begin = System.nanoTime();
        carryOut(operations.subList(0, half));
        Awaitility.await().atMost(DEADLINE).pollInterval(LOOK).until(() -> read() >= before + readBeforeKill);
        double read = read() - before;
        bench.rig().service(Service.INGEST).kill();
        double killed = secondsSince(begin);
        carryOut(operations.subList(half, operations.size()));
        double done = secondsSince(begin);
        List<Difference> differences = bench.await(DEADLINE);
        System.out.printf(
                "%s: %d objects in %.1f s; ingest-service killed after %.1f s, when it had read %.0f of the first %d%n",
                what, operations.size(), done, killed, read, half);
        double equal = secondsSince(begin);
        if (differences.isEmpty()) {
            differences = bench.verify();
        }
        tell(differences, equal);
        return differences.isEmpty();
    }

    private void tell(List<Difference> differences, double seconds) {
        System.out.printf(
                "  after %.1f s the index %s the bucket, which holds %d objects%n",
                seconds,
                differences.isEmpty() ? "equals" : "still differs from",
                bench.model().present().size());
        differences.stream().limit(SHOWN).forEach(difference -> System.out.println("  " + difference));
    }

    private void carryOut(List<Operation> operations) throws IOException, InterruptedException {
        for (Operation operation : operations) {
            bench.carryOut(operation);
        }
    }

    /** Records that ingest-service has dealt with since it started. */
    private double read() throws IOException, InterruptedException {
        return bench.rig().page(Service.INGEST).sum("millrace_records_total", "service=\"ingest-service\"");
    }

    private boolean unharmed() {
        int crashes = Stream.of(Service.values())
                .mapToInt(service -> bench.rig().service(service).crashes())
                .sum();
        System.out.println("crashes of services that nobody had ordered: " + crashes);
        return crashes == 0;
    }

    private static double secondsSince(long begin) {
        return (System.nanoTime() - begin) / 1e9;
    }
}
