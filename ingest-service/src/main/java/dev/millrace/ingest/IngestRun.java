package dev.millrace.ingest;

import dev.millrace.core.service.Health;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One run of the topology as ingest-service runs it, over a ledger that fits. */
final class IngestRun implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(IngestRun.class);
    private static final Duration CLOSE = Duration.ofSeconds(10);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(2);
    /** Above the patience with one document and the pauses of a source that can't be reached. */
    private static final Duration LONGEST_DOCUMENT = Duration.ofMinutes(10);
    /**
     * Nothing of a document is written before all of it is there, so a transaction is open for as long as writing takes,
     * or for some quick documents in a row. One that a dead process left open hides what follows from readers until this
     * is over.
     */
    private static final Duration LONGEST_TRANSACTION = Duration.ofMinutes(1);

    /** How long documents that stood in a queue may share a transaction: see {@link DecisionWriter}. */
    private static final Duration SHARED_TRANSACTION = Duration.ofMillis(500);

    /** How soon a topic that has grown is noticed by the consumers themselves. */
    private static final Duration METADATA_AGE = Duration.ofSeconds(30);

    /** Longer than it takes a replaced thread to come upon the same record again. */
    private static final Duration FAILURE_TOLD = Duration.ofSeconds(15);

    private static final String RECORDS_BUFFERED = "16";
    /** Names the changelog that the local copies of the ledger are copies of. */
    private static final String CHANGELOG_ID = "changelog-id";

    private final KafkaStreams streams;
    private final KafkaStreamsMetrics metrics;
    private final AtomicInteger failures = new AtomicInteger();
    private volatile @Nullable Failure lastFailure;

    private record Failure(String cause, long atNanos) {}

    private IngestRun(KafkaStreams streams, KafkaStreamsMetrics metrics) {
        this.streams = streams;
        this.metrics = metrics;
    }

    /**
     * Starts to run the topology.
     *
     * @param polled told of what is polled
     * @param changelogId of the topic that the ledger is restored from
     * @param onFirstRun called once, when partitions are first being worked on; must return at once
     */
    static IngestRun start(
            IngestConfig config,
            Topology topology,
            PolledOffsets polled,
            String changelogId,
            Runnable onFirstRun,
            MeterRegistry registry) {
        Properties properties = properties(config);
        polled.observe(properties);
        KafkaStreams streams = new KafkaStreams(topology, properties, Time.SYSTEM);
        forgetCopiesOfAnother(config.stateDirectory().resolve(CHANGELOG_ID), changelogId, streams);
        KafkaStreamsMetrics metrics = new KafkaStreamsMetrics(streams);
        metrics.bindTo(registry);
        IngestRun running = new IngestRun(streams, metrics);
        streams.setUncaughtExceptionHandler(running::replaceThread);
        AtomicBoolean ran = new AtomicBoolean();
        streams.setStateListener((now, before) -> {
            if (now == KafkaStreams.State.RUNNING && ran.compareAndSet(false, true)) {
                onFirstRun.run();
            }
        });
        streams.start();
        return running;
    }

    /** A thread that failed lately begins again with the same record: whoever asks is told why it does not get on. */
    Health health() {
        Failure failure = lastFailure;
        if (failure != null && System.nanoTime() - failure.atNanos() < FAILURE_TOLD.toNanos()) {
            return new Health.Waiting("a record can't be processed, its partition stands still: " + failure.cause());
        }
        return switch (streams.state()) {
            case RUNNING -> new Health.Ready();
            case CREATED, REBALANCING -> new Health.Waiting("Kafka Streams is " + streams.state());
            case PENDING_SHUTDOWN, NOT_RUNNING, PENDING_ERROR, ERROR ->
                new Health.Failed("Kafka Streams is " + streams.state());
        };
    }

    @Override
    public void close() {
        metrics.close();
        // Left behind, the membership would keep the partitions from the next start until its session times out.
        CloseOptions leaving = CloseOptions.groupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP);
        if (!streams.close(leaving.withTimeout(CLOSE))) {
            LOG.warn("Kafka Streams did not stop within {} s: what was underway is repeated", CLOSE.toSeconds());
        }
    }

    /** Offsets of one changelog mean nothing in another that was created in its place. */
    private static void forgetCopiesOfAnother(Path file, String changelogId, KafkaStreams streams) {
        try {
            if (!Files.exists(file) || !Files.readString(file).equals(changelogId)) {
                streams.cleanUp();
                Files.createDirectories(file.toAbsolutePath().getParent());
                Files.writeString(file, changelogId);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the state directory can't be written: " + file, e);
        }
    }

    /** Nothing of the failed record was committed: it comes again. There is no limit, since nothing may be lost. */
    private StreamThreadExceptionResponse replaceThread(Throwable e) {
        LOG.error("a stream thread failed, failures={}: {}", failures.incrementAndGet(), e.toString(), e);
        lastFailure = new Failure(rootOf(e).toString(), System.nanoTime());
        try {
            Thread.sleep(PAUSE_AFTER_FAILURE);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        }
        return StreamThreadExceptionResponse.REPLACE_THREAD;
    }

    private static Throwable rootOf(Throwable e) {
        Throwable root = e;
        for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
            root = cause;
        }
        return root;
    }

    private static Properties properties(IngestConfig config) {
        Properties properties = config.kafka().common(IngestApplication.GROUP);
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, IngestApplication.GROUP);
        properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        properties.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, Long.toString(SHARED_TRANSACTION.toMillis()));
        properties.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, Integer.toString(config.threads()));
        properties.put(StreamsConfig.STATE_DIR_CONFIG, config.stateDirectory().toString());
        properties.put(StreamsConfig.METADATA_MAX_AGE_CONFIG, Long.toString(METADATA_AGE.toMillis()));
        // Documents can be large: few of them wait in memory.
        properties.put(StreamsConfig.BUFFERED_RECORDS_PER_PARTITION_CONFIG, RECORDS_BUFFERED);
        properties.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.MAX_POLL_RECORDS_CONFIG), RECORDS_BUFFERED);
        properties.put(
                StreamsConfig.mainConsumerPrefix(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG),
                Long.toString(LONGEST_DOCUMENT.toMillis()));
        properties.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
        properties.put(
                StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG),
                Integer.toString(config.kafka().maxRecordBytes()));
        properties.put(
                StreamsConfig.producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG),
                Long.toString(LONGEST_TRANSACTION.toMillis()));
        // An outage of the brokers is waited out.
        properties.put(StreamsConfig.TASK_TIMEOUT_MS_CONFIG, Long.toString(Long.MAX_VALUE));
        return properties;
    }
}
