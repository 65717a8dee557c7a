package dev.millrace.embed;

import dev.millrace.core.config.Settings;
import dev.millrace.core.deadletter.DeadLetterWriter;
import dev.millrace.core.kafka.BatchConsumer;
import dev.millrace.core.kafka.Groups;
import dev.millrace.core.kafka.TopicProvisioner;
import dev.millrace.core.service.Closer;
import dev.millrace.core.service.Failpoint;
import dev.millrace.core.service.Health;
import dev.millrace.core.service.RunningService;
import dev.millrace.core.service.ServiceMain;
import dev.millrace.core.telemetry.Subscription;
import dev.millrace.encoder.Encoder;
import dev.millrace.encoder.MiniLmEncoder;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import java.time.Clock;
import java.time.InstantSource;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** embed-service: chunks → embedded chunks. */
public final class EmbedApplication implements RunningService {

    public static final String NAME = "embed-service";
    public static final String GROUP = Groups.EMBED;

    /** Small, so that the partitions take turns and a long document does not hold back the short ones of others. */
    private static final int FETCHED_OF_ONE_PARTITION_BYTES = 64 * 1024;

    /** A folder of its own, since a damaged cache is deleted; the number changes with the form of what is in it. */
    private static final String CACHE_FOLDER = "vectors-1";

    private final Closer closer;
    private final EmbedConfig config;
    private final BatchConsumer consumer;

    public static void main(String[] args) {
        ServiceMain.run(EmbedApplication::start, args);
    }

    /** Opens an encoder of its own, wires the service and starts it. */
    public static EmbedApplication start(Settings settings, MeterRegistry registry) throws InterruptedException {
        EmbedConfig config = EmbedConfig.from(settings);
        Closer closer = new Closer();
        MiniLmEncoder encoder = closer.register(EncoderOpening.open(config));
        return new EmbedApplication(config, encoder, registry, closer);
    }

    /**
     * Wires and starts the service around an encoder that others in this process use too.
     *
     * @param encoder not closed here; must stay open as long as the service
     */
    public static EmbedApplication start(Settings settings, MeterRegistry registry, Encoder encoder)
            throws InterruptedException {
        return new EmbedApplication(EmbedConfig.from(settings), encoder, registry, new Closer());
    }

    private EmbedApplication(EmbedConfig config, Encoder encoder, MeterRegistry registry, Closer closer)
            throws InterruptedException {
        this.config = config;
        this.closer = closer;
        EmbedMetrics metrics = new EmbedMetrics(registry);

        new TopicProvisioner(config.kafka(), config.topics()).provision();

        KafkaProducer<byte[], byte[]> producer = closer.register(new KafkaProducer<>(
                config.kafka().producer("millrace-embed-producer"),
                new ByteArraySerializer(),
                new ByteArraySerializer()));
        closer.register(new KafkaClientMetrics(producer)).bindTo(registry);
        KafkaConsumer<byte[], byte[]> chunks =
                new KafkaConsumer<>(consumerProperties(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
        closer.register(new KafkaClientMetrics(chunks)).bindTo(registry);

        VectorCache cache = config.cache() == null ? null : closer.register(open(config.cache(), encoder));
        metrics.cacheBytes(cache == null ? 0 : cache.bytes());
        Embedder embedder = new Embedder(
                new VectorSource(new ChunkEncoder(encoder, metrics), cache, metrics),
                producer,
                config.topics().embeddedChunks(),
                new DeadLetterWriter(NAME, config.topics().deadLetters(), producer),
                metrics,
                Clock.systemUTC(),
                Failpoint.ofProcess());
        this.consumer =
                closer.register(new BatchConsumer("embedder", config.topics().chunks(), chunks, embedder));
        consumer.start();
    }

    private static VectorCache open(EmbedConfig.Cache cache, Encoder encoder) {
        return new VectorCache(
                cache.directory().resolve(CACHE_FOLDER),
                cache.maxBytes(),
                encoder.modelId(),
                encoder.dimension(),
                InstantSource.system());
    }

    private Properties consumerProperties() {
        Properties properties = config.kafka().consumer("millrace-embed", GROUP);
        properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, config.maxPollRecords());
        properties.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, FETCHED_OF_ONE_PARTITION_BYTES);
        return properties;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Health health() {
        Throwable failure = consumer.failure();
        if (failure != null) {
            return new Health.Failed("the consumer stopped: " + failure);
        }
        return consumer.running()
                ? new Health.Ready()
                : new Health.Waiting("partitions of " + config.topics().chunks());
    }

    @Override
    public List<Subscription> subscriptions() {
        return List.of(new Subscription(config.topics().chunks(), GROUP));
    }

    @Override
    public void close() {
        closer.close();
    }
}
