package dev.millrace.index;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.index.IndexConfig.Tombstones;
import dev.millrace.index.OpenSearchCalls.Answer;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.opensearch.client.opensearch.generic.Body;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes old tombstones for good, every now and then, in the background. Several replicas may do so at once, and a
 * passage that comes back meanwhile stays: OpenSearch deletes an entry only as it was when it was found. A sweep that
 * fails is left to the next one.
 */
final class TombstoneSweep implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TombstoneSweep.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final OpenSearchCalls calls;
    private final IndexNames names;
    private final Tombstones settings;
    private final IndexMetrics metrics;
    private final InstantSource clock;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;

    TombstoneSweep(
            OpenSearchCalls calls, IndexNames names, Tombstones settings, IndexMetrics metrics, InstantSource clock) {
        this.calls = calls;
        this.names = names;
        this.settings = settings;
        this.metrics = metrics;
        this.clock = clock;
        this.thread = Thread.ofPlatform().daemon().name("tombstone-sweep").unstarted(this::run);
    }

    /** The first sweep comes after one interval. */
    void start() {
        thread.start();
    }

    @Override
    public void close() {
        closing.countDown();
        thread.interrupt();
    }

    private void run() {
        try {
            while (!closing.await(settings.sweepInterval().toMillis(), TimeUnit.MILLISECONDS)) {
                sweep();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void sweep() throws InterruptedException {
        String query = new JsonTemplate("old-tombstones.json")
                .with("before", clock.instant().minus(settings.kept()).toString())
                .with("max_deletes", settings.maxDeletes())
                .filled();
        try {
            Answer answer = calls.once(OpenSearchCalls.post(
                    "/" + names.writeAlias() + "/_delete_by_query",
                    Map.of("conflicts", "proceed", "ignore_unavailable", "true"),
                    Body.from(query.getBytes(UTF_8), "application/json")));
            if (answer.status() == 200) {
                report(JSON.readTree(answer.body()));
            } else {
                LOG.warn(
                        "tombstones are swept later: {} {}",
                        answer.status(),
                        answer.error().withoutContent());
            }
        } catch (JsonProcessingException e) {
            LOG.warn("OpenSearch answers to a sweep of tombstones with what is not JSON");
        } catch (IOException e) {
            LOG.warn("tombstones are swept later: {}", e.getMessage());
        }
    }

    private void report(JsonNode answer) {
        int deleted = answer.path("deleted").asInt();
        metrics.swept(deleted);
        if (deleted > 0) {
            LOG.info("swept tombstones={} older_than={}", deleted, settings.kept());
        }
    }
}
