package dev.millrace.ingest;

import dev.millrace.core.config.Settings;
import dev.millrace.core.kafka.Groups;
import dev.millrace.core.kafka.TopicProvisioner;
import dev.millrace.core.service.Closer;
import dev.millrace.core.service.Failpoint;
import dev.millrace.core.service.Health;
import dev.millrace.core.service.RunningService;
import dev.millrace.core.service.ServiceMain;
import dev.millrace.core.telemetry.Subscription;
import dev.millrace.ingest.chunk.Chunkers;
import dev.millrace.ingest.parse.ParserFingerprint;
import dev.millrace.ingest.parse.fork.ForkedParser;
import dev.millrace.ingest.source.PipelineRoom;
import dev.millrace.ingest.source.ReferencePublisher;
import dev.millrace.ingest.source.SourceConfig;
import dev.millrace.ingest.source.SourceMetrics;
import dev.millrace.ingest.source.SourceWatcher;
import dev.millrace.ingest.source.Watching;
import dev.millrace.ingest.source.share.WatchGroup;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** ingest-service: documents → chunks. */
public final class IngestApplication implements RunningService {

    public static final String NAME = "ingest-service";

    /** Kafka Streams application id, and so the consumer group. */
    public static final String GROUP = Groups.INGEST;

    private final Closer closer = new Closer();
    private final IngestConfig config;
    private final Failpoint failpoint = Failpoint.ofProcess();
    private final IngestStreams streams;
    private final Sources sources;
    private final WatchGroup watchers;

    public static void main(String[] args) {
        ServiceMain.run(IngestApplication::start, args);
    }

    /** Wires and starts the service. */
    public static IngestApplication start(Settings settings, MeterRegistry registry) throws InterruptedException {
        return new IngestApplication(IngestConfig.from(settings), registry);
    }

    private IngestApplication(IngestConfig config, MeterRegistry registry) throws InterruptedException {
        this.config = config;
        Clock clock = Clock.systemUTC();
        IngestMetrics metrics = new IngestMetrics(registry, config.topics().documents());

        new TopicProvisioner(config.kafka(), config.topics()).provision();

        Chunkers chunkers = closer.register(Chunkers.open(config.chunking()));
        String parserFingerprint = ParserFingerprint.of(config.parser());
        this.sources = closer.register(
                Sources.open(config.sources(), config.stateDirectory().resolve("spool"), config.maxFileBytes()));
        ForkedParser parser = closer.register(
                new ForkedParser(config.parser(), config.parserPool(), config.stateDirectory(), registry));
        LedgerRules rules = new LedgerRules(
                documentId -> parserFingerprint + " " + chunkers.fingerprint(documentId), config.onFailure());
        DocumentIngestor ingestor = new DocumentIngestor(sources, parser, chunkers::of, rules, metrics, clock);
        this.streams = closer.register(IngestStreams.start(
                config,
                (documents, polled) -> new IngestProcessor(
                        documents,
                        config.topics(),
                        polled,
                        (ledger, writer) -> new PartitionIngestor(
                                ingestor,
                                rules,
                                ledger,
                                writer,
                                new PlacedRecords(config.kafka(), config.topics(), documents),
                                config.patience(),
                                failpoint),
                        metrics,
                        clock),
                new WarmUp(parser, chunkers.usual())::startInBackground,
                registry));
        this.watchers = closer.register(watchGroup(registry, clock));
        metrics.watching(watchers::pending);
        watchers.start();
    }

    private WatchGroup watchGroup(MeterRegistry registry, Clock clock) {
        KafkaProducer<byte[], byte[]> producer = closer.register(new KafkaProducer<>(
                config.kafka().producer("millrace-watcher"), new ByteArraySerializer(), new ByteArraySerializer()));
        PipelineRoom room = closer.register(new PipelineRoom(config.kafka(), config.topics(), clock));
        Map<String, SourceMetrics> metrics = new HashMap<>();
        config.sources()
                .forEach(source -> metrics.put(source.name(), new SourceMetrics(registry, source.name(), clock)));
        return new WatchGroup(
                config.kafka(),
                config.topics().bucketEvents(),
                config.sources(),
                source -> watcher(source, producer, room, Objects.requireNonNull(metrics.get(source.name())), clock),
                producer,
                registry);
    }

    private SourceWatcher watcher(
            SourceConfig source,
            KafkaProducer<byte[], byte[]> producer,
            PipelineRoom room,
            SourceMetrics metrics,
            Clock clock) {
        KnownVersions ledger = new KnownVersions(config.kafka(), IngestStreams.changelogTopic(), source.idPrefix());
        ReferencePublisher publisher =
                new ReferencePublisher(producer, config.topics().documents());
        return sources.watcher(source, new Watching(ledger, publisher, room, metrics, clock, failpoint));
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Health health() {
        Health processing = streams.health();
        return processing instanceof Health.Ready ? watchers.health() : processing;
    }

    @Override
    public List<Subscription> subscriptions() {
        return List.of(
                new Subscription(config.topics().documents(), GROUP),
                new Subscription(config.topics().bucketEvents(), WatchGroup.GROUP));
    }

    @Override
    public void close() {
        closer.close();
    }
}
