package dev.millrace.ingest;

import dev.millrace.core.service.Health;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Optional;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the topology running: makes the ledger fit the documents topic, runs, and begins anew when that topic has grown
 * or was created anew.
 */
final class IngestStreams implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(IngestStreams.class);
    private static final Duration CHECK = Duration.ofSeconds(5);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final IngestConfig config;
    private final IngestTopology.Processors processors;
    private final Runnable onFirstRun;
    private final MeterRegistry registry;
    private final Thread thread;
    private volatile @Nullable IngestRun run;
    private volatile Health preparing = new Health.Waiting("the ledger");

    private IngestStreams(
            IngestConfig config, IngestTopology.Processors processors, Runnable onFirstRun, MeterRegistry registry) {
        this.config = config;
        this.processors = processors;
        this.onFirstRun = onFirstRun;
        this.registry = registry;
        this.thread = Thread.ofPlatform().name("ingest").unstarted(this::supervise);
    }

    /**
     * Starts in the background.
     *
     * @param onFirstRun called when partitions are first being worked on; must return at once
     */
    static IngestStreams start(
            IngestConfig config, IngestTopology.Processors processors, Runnable onFirstRun, MeterRegistry registry) {
        IngestStreams streams = new IngestStreams(config, processors, onFirstRun, registry);
        streams.thread.start();
        return streams;
    }

    static String changelogTopic() {
        return IngestApplication.GROUP + "-" + IngestTopology.LEDGER + "-changelog";
    }

    Health health() {
        IngestRun running = run;
        return running == null ? preparing : running.health();
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends when it is interrupted. Trouble of the brokers is waited out, without limit. */
    private void supervise() {
        try (Brokers brokers = new Brokers(config.kafka())) {
            while (true) {
                try {
                    runUntilChanged(brokers);
                } catch (InterruptException e) {
                    throw e;
                } catch (KafkaException e) {
                    LOG.warn("the ledger can't be prepared for now: {}", e.toString());
                    preparing = new Health.Waiting("the ledger: " + e.getMessage());
                    Thread.sleep(PAUSE);
                }
            }
        } catch (InterruptedException | InterruptException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            preparing = new Health.Failed("the ledger can't be prepared: " + e);
            LOG.error("ingest-service stopped: {}", e.toString(), e);
        }
    }

    private void runUntilChanged(Brokers brokers) throws InterruptedException {
        Optional<Brokers.Topic> found = brokers.topic(config.topics().documents());
        if (found.isEmpty()) {
            preparing = new Health.Waiting("the topic " + config.topics().documents() + ": create it");
            Thread.sleep(PAUSE);
            return;
        }
        int partitions = growReplays(brokers, found.get());
        Brokers.Topic changelog = new LedgerTopic(config.kafka(), config.topics(), brokers).fit(partitions);
        OffsetsTopic offsets = new OffsetsTopic(brokers, config.topics().documents(), found.get());
        offsets.fit();
        PresentDocuments documents =
                new PresentDocuments(brokers, config.topics().documents(), found.get());
        PolledOffsets polled = new PolledOffsets();
        try (IngestRun running = IngestRun.start(
                config,
                IngestTopology.of(config.topics(), documents, polled, processors),
                polled,
                changelog.id(),
                onFirstRun,
                registry)) {
            run = running;
            while (!documents.changed()) {
                offsets.renew();
                Thread.sleep(CHECK);
            }
            LOG.warn("topic={} has changed: beginning anew", config.topics().documents());
        } finally {
            preparing = new Health.Waiting("the ledger");
            run = null;
        }
    }

    /** Replays need at least the partitions of the documents. The topology has as many as the larger of the two. */
    private int growReplays(Brokers brokers, Brokers.Topic documents) throws InterruptedException {
        String name = config.topics().replays();
        int partitions = brokers.topic(name).map(Brokers.Topic::partitions).orElse(0);
        if (partitions == 0) {
            throw new KafkaException("the topic " + name + " is not there yet");
        }
        if (partitions < documents.partitions()) {
            brokers.grow(name, documents.partitions());
        }
        return Math.max(partitions, documents.partitions());
    }
}
