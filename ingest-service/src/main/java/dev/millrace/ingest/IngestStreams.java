package dev.millrace.ingest;

import dev.millrace.core.service.Health;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
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
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Kafka Streams as ingest-service runs it. */
final class IngestStreams implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(IngestStreams.class);
    private static final Duration CLOSE = Duration.ofSeconds(10);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(2);
    /** Above the parse deadline and the pauses of a source that can't be reached. */
    private static final Duration LONGEST_DOCUMENT = Duration.ofMinutes(10);

    private static final String RECORDS_BUFFERED = "16";

    private final KafkaStreams streams;
    private final KafkaStreamsMetrics metrics;
    private final AtomicInteger failures = new AtomicInteger();

    private IngestStreams(KafkaStreams streams, KafkaStreamsMetrics metrics) {
        this.streams = streams;
        this.metrics = metrics;
    }

    /**
     * Starts to run the topology.
     *
     * @param onFirstRun called once, when partitions are first being worked on; must return at once
     */
    static IngestStreams start(
            IngestConfig config, IngestTopology.Processors processors, Runnable onFirstRun, MeterRegistry registry) {
        KafkaStreams streams =
                new KafkaStreams(IngestTopology.of(config.topics(), processors), properties(config), Time.SYSTEM);
        KafkaStreamsMetrics metrics = new KafkaStreamsMetrics(streams);
        metrics.bindTo(registry);
        IngestStreams running = new IngestStreams(streams, metrics);
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

    static String changelogTopic() {
        return IngestApplication.GROUP + "-" + IngestTopology.LEDGER + "-changelog";
    }

    Health health() {
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

    /** Nothing of the failed record was committed: it comes again. There is no limit, since nothing may be lost. */
    private StreamThreadExceptionResponse replaceThread(Throwable e) {
        LOG.error("a stream thread failed, failures={}: {}", failures.incrementAndGet(), e.toString(), e);
        try {
            Thread.sleep(PAUSE_AFTER_FAILURE);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        }
        return StreamThreadExceptionResponse.REPLACE_THREAD;
    }

    private static Properties properties(IngestConfig config) {
        Properties properties = config.kafka().common(IngestApplication.GROUP);
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, IngestApplication.GROUP);
        properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        properties.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, Integer.toString(config.threads()));
        properties.put(StreamsConfig.STATE_DIR_CONFIG, config.stateDirectory().toString());
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
                Long.toString(LONGEST_DOCUMENT.toMillis()));
        // An outage of the brokers is waited out.
        properties.put(StreamsConfig.TASK_TIMEOUT_MS_CONFIG, Long.toString(Long.MAX_VALUE));
        return properties;
    }
}
