package dev.millrace.index;

import dev.millrace.core.config.Settings;
import dev.millrace.core.deadletter.DeadLetterWriter;
import dev.millrace.core.kafka.BatchConsumer;
import dev.millrace.core.kafka.Groups;
import dev.millrace.core.kafka.KafkaConfig;
import dev.millrace.core.kafka.TopicProvisioner;
import dev.millrace.core.kafka.TopicsConfig;
import dev.millrace.core.opensearch.FusionConfig;
import dev.millrace.core.opensearch.OpenSearchConfig;
import dev.millrace.core.opensearch.OpenSearchConnection;
import dev.millrace.core.service.Closer;
import dev.millrace.core.service.Failpoint;
import dev.millrace.core.service.RunningService;
import dev.millrace.core.service.ServiceMain;
import dev.millrace.core.telemetry.Subscription;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import java.time.Clock;
import java.util.Properties;
import java.util.random.RandomGenerator;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** index-service: embedded chunks in, an OpenSearch index out. */
public final class IndexApplication {

    public static final String NAME = "index-service";

    /** The consumer group. */
    public static final String GROUP = Groups.INDEX;

    private IndexApplication() {}

    public static void main(String[] args) {
        ServiceMain.run(IndexApplication::start, args);
    }

    /**
     * Wires the service and starts it; it prepares topics and index in the background.
     *
     * @throws dev.millrace.core.config.ConfigException for a setting that can't be used
     */
    public static RunningService start(Settings settings, MeterRegistry registry) {
        KafkaConfig kafka = KafkaConfig.from(settings);
        TopicsConfig topics = TopicsConfig.from(settings);
        OpenSearchConfig openSearch = OpenSearchConfig.from(settings);
        IndexConfig config = IndexConfig.from(settings);
        Clock clock = Clock.systemUTC();
        Closer closer = new Closer();

        OpenSearchConnection connection = closer.register(OpenSearchConnection.open(openSearch));
        IndexNames names = new IndexNames(openSearch.alias());
        Patience patience = new Patience(config.retry(), RandomGenerator.getDefault(), Thread::sleep);
        OpenSearchCalls calls = new OpenSearchCalls(connection.client(), patience);
        IndexInstaller installer = new IndexInstaller(calls, names, config.shape());
        SearchPipelines pipelines = new SearchPipelines(calls, openSearch.alias(), FusionConfig.from(settings));
        ModelGuard guard =
                new ModelGuard(new IndexModelStore(calls, names), config.shape().vectorDimension());

        IndexMetrics metrics = new IndexMetrics(registry, clock);
        metrics.watch(registry, patience);
        EventReader reader = new EventReader(guard, clock);
        BulkLimits limits = BulkLimits.first(config.bulk());
        BulkSender sender = new BulkSender(new OpenSearchBulkClient(calls, names), limits, patience, metrics);
        metrics.watch(registry, sender);
        Refresher refresher = new Refresher(config.refresh(), new OpenSearchRefresh(calls, names), metrics, clock);

        Subscription subscription = new Subscription(topics.embeddedChunks(), GROUP);
        return new IndexService(subscription, closer, patience::waitingFor, () -> {
            new TopicProvisioner(kafka, topics).provision();
            installer.install();
            pipelines.install();
            DeadLetterWriter deadLetters =
                    new DeadLetterWriter(NAME, topics.deadLetters(), producer(kafka, closer, registry));
            Reinstall reinstall = () -> {
                installer.install();
                guard.indexCreated();
            };
            Indexer indexer =
                    new Indexer(reader, sender, refresher, deadLetters, metrics, reinstall, Failpoint.ofProcess());
            IndexIdentity identity = new IndexIdentity(calls, names, reinstall, clock);
            closer.register(new TombstoneSweep(calls, names, config.tombstones(), metrics, clock))
                    .start();
            KafkaConsumer<byte[], byte[]> consumer = consumer(kafka, config, closer, registry);
            return new BatchConsumer(NAME, topics.embeddedChunks(), consumer, indexer, identity);
        });
    }

    private static Producer<byte[], byte[]> producer(KafkaConfig kafka, Closer closer, MeterRegistry registry) {
        Properties properties = kafka.producer("millrace-index-dead-letters");
        KafkaProducer<byte[], byte[]> producer =
                closer.register(new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer()));
        closer.register(new KafkaClientMetrics(producer)).bindTo(registry);
        return producer;
    }

    private static KafkaConsumer<byte[], byte[]> consumer(
            KafkaConfig kafka, IndexConfig config, Closer closer, MeterRegistry registry) {
        Properties properties = kafka.consumer(GROUP, GROUP);
        properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, Integer.toString(config.maxPollRecords()));
        KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        closer.register(new KafkaClientMetrics(consumer)).bindTo(registry);
        return consumer;
    }
}
