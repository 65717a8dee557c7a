package dev.millrace.standalone.campaign;

import dev.millrace.core.service.Closer;
import dev.millrace.standalone.campaign.Document.Way;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A system to work on, the hands that work on it, and the eyes that look at what comes of it. */
final class Workbench implements AutoCloseable {

    private static final Duration READY = Duration.ofMinutes(3);

    private final Closer closer = new Closer();
    private final Rig rig;
    private final Model model = new Model();
    private final Inspector inspector;
    private final TopicSource records;
    private final Hands hands;

    private Workbench(Path folder, long seed) throws IOException, InterruptedException {
        rig = closer.register(Rig.start(folder, seed));
        inspector = closer.register(new Inspector(rig, model));
        records = closer.register(new TopicSource(rig.producer(), rig.topics()));
        BucketSource objects = closer.register(new BucketSource(rig.bucket().client()));
        Map<Way, Source> sources =
                Map.of(Way.FOLDER, new FolderSource(rig.inbox()), Way.BUCKET, objects, Way.TOPIC, records);
        hands = new Hands(sources, rig.producer(), rig.topics(), model);
    }

    /** Starts the system and returns when it takes work. */
    static Workbench start(Path folder, long seed) throws IOException, InterruptedException {
        Workbench bench = new Workbench(folder, seed);
        boolean ready = false;
        try {
            bench.inspector.awaitReady(READY);
            ready = true;
            return bench;
        } finally {
            if (!ready) {
                bench.close();
            }
        }
    }

    void carryOut(Operation operation) throws IOException, InterruptedException {
        hands.carryOut(operation);
    }

    /** Returns when everything that was carried out is with the broker or on the disk. */
    void flush() {
        records.flush();
    }

    /** What is not as it must be once all has been caught up with, or after the deadline. */
    List<Difference> await(Duration deadline) throws InterruptedException {
        return inspector.await(deadline);
    }

    /** What {@code millrace verify} finds, as an operator would run it. */
    List<Difference> verify() throws IOException, InterruptedException {
        return VerifyProcess.run(rig.service(Service.INGEST).program().configuration());
    }

    Rig rig() {
        return rig;
    }

    Model model() {
        return model;
    }

    @Override
    public void close() {
        closer.close();
    }
}
