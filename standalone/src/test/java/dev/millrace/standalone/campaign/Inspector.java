package dev.millrace.standalone.campaign;

import dev.millrace.standalone.campaign.Difference.Kind;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Waits until everything has been caught up with, and says how the index then differs from the model. */
final class Inspector implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Inspector.class);
    private static final Duration LOOK = Duration.ofMillis(500);
    private final Rig rig;
    private final ModelCheck check;

    Inspector(Rig rig, Model model) {
        this.rig = rig;
        this.check = new ModelCheck(
                model,
                id -> true,
                rig.topics(),
                rig.nodes().bootstrapServers(),
                rig.nodes().openSearchUri());
    }

    /** Empty as soon as nothing waits and the index equals the model; after the deadline, what is not as it must be. */
    List<Difference> await(Duration deadline) throws InterruptedException {
        long end = System.nanoTime() + deadline.toNanos();
        List<Difference> differences = look();
        while (!differences.isEmpty() && System.nanoTime() < end) {
            Thread.sleep(LOOK);
            differences = look();
        }
        return differences;
    }

    /** Returns when every service takes work. */
    void awaitReady(Duration deadline) throws InterruptedException {
        long end = System.nanoTime() + deadline.toNanos();
        for (Service service : Service.values()) {
            while (!rig.page(service).ready()) {
                if (System.nanoTime() > end) {
                    throw new IllegalStateException(service.tag() + " was not ready in time: see "
                            + rig.service(service).program().log());
                }
                Thread.sleep(LOOK);
            }
        }
    }

    @Override
    public void close() {
        check.close();
    }

    private List<Difference> look() throws InterruptedException {
        try {
            List<Difference> waiting = waiting();
            return waiting.isEmpty() ? check.differences() : waiting;
        } catch (IOException e) {
            LOG.debug("can't look now", e);
            return List.of(new Difference(Kind.STUCK, "", e.toString()));
        }
    }

    private List<Difference> waiting() throws IOException, InterruptedException {
        List<Difference> waiting = new ArrayList<>();
        for (Service service : Service.values()) {
            double records = rig.page(service).sum("millrace_topic_lag_records");
            double files = rig.page(service).sum("millrace_pending_files");
            if (records + files > 0) {
                waiting.add(new Difference(
                        Kind.STUCK, "", service.tag() + " has " + records + " records and " + files + " files to do"));
            } else if (!rig.page(service).ready()) {
                waiting.add(new Difference(Kind.STUCK, "", service.tag() + " is not ready"));
            }
        }
        return waiting;
    }
}
