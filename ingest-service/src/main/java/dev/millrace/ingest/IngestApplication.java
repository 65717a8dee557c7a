package dev.millrace.ingest;

import dev.millrace.core.config.Settings;
import dev.millrace.core.kafka.TopicProvisioner;
import dev.millrace.core.service.Closer;
import dev.millrace.core.service.Failpoint;
import dev.millrace.core.service.Health;
import dev.millrace.core.service.RunningService;
import dev.millrace.core.service.ServiceMain;
import dev.millrace.core.telemetry.Subscription;
import dev.millrace.encoder.MiniLmTokenizer;
import dev.millrace.ingest.chunk.Chunker;
import dev.millrace.ingest.chunk.ChunkerFingerprint;
import dev.millrace.ingest.chunk.StructuralChunker;
import dev.millrace.ingest.parse.ParserFingerprint;
import dev.millrace.ingest.parse.TikaParser;
import dev.millrace.ingest.source.FileFetcher;
import dev.millrace.ingest.source.FolderConfig;
import dev.millrace.ingest.source.FolderWatcher;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** ingest-service: documents → chunks. */
public final class IngestApplication implements RunningService {

    public static final String NAME = "ingest-service";

    /** Kafka Streams application id, and so the consumer group. */
    public static final String GROUP = "millrace-ingest";

    private final Closer closer = new Closer();
    private final IngestConfig config;
    private final Failpoint failpoint = Failpoint.ofProcess();
    private final IngestStreams streams;
    private final List<FolderWatcher> watchers;

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

        MiniLmTokenizer tokenizer = closer.register(MiniLmTokenizer.open(null));
        Chunker chunker = new StructuralChunker(tokenizer, config.chunker());
        String fingerprint = ParserFingerprint.of(config.parser()) + " " + ChunkerFingerprint.of(config.chunker());
        TikaParser parser = new TikaParser(config.parser());
        DocumentIngestor ingestor = new DocumentIngestor(
                new FileFetcher(config.folders(), config.maxFileBytes()),
                parser,
                chunker,
                new LedgerRules(fingerprint, config.onFailure()),
                metrics,
                clock);
        this.streams = closer.register(IngestStreams.start(
                config,
                documents -> new IngestProcessor(
                        documents, config.topics(), ingestor, config.sourceRetry(), metrics, failpoint, clock),
                new WarmUp(parser, chunker)::startInBackground,
                registry));
        this.watchers = config.inbox().map(this::watch).stream().toList();
        metrics.watching(
                () -> watchers.stream().mapToInt(FolderWatcher::pending).sum());
    }

    private FolderWatcher watch(FolderConfig inbox) {
        KafkaProducer<byte[], byte[]> producer = closer.register(new KafkaProducer<>(
                config.kafka().producer("millrace-watcher"), new ByteArraySerializer(), new ByteArraySerializer()));
        FolderWatcher watcher = closer.register(new FolderWatcher(
                inbox,
                new KnownVersions(
                        config.kafka(),
                        IngestStreams.changelogTopic(),
                        inbox.source().idPrefix()),
                producer,
                config.topics().documents(),
                failpoint));
        watcher.start();
        return watcher;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Health health() {
        Health processing = streams.health();
        return watchers.stream()
                .map(FolderWatcher::health)
                .filter(health -> !(health instanceof Health.Ready))
                .filter(health -> processing instanceof Health.Ready)
                .findFirst()
                .orElse(processing);
    }

    @Override
    public List<Subscription> subscriptions() {
        return List.of(new Subscription(config.topics().documents(), GROUP));
    }

    @Override
    public void close() {
        closer.close();
    }
}
