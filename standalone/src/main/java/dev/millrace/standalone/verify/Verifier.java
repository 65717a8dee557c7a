package dev.millrace.standalone.verify;

import dev.millrace.core.config.Settings;
import dev.millrace.core.kafka.KafkaConfig;
import dev.millrace.core.kafka.TopicsConfig;
import dev.millrace.core.opensearch.OpenSearchConfig;
import dev.millrace.core.service.Closer;
import dev.millrace.core.telemetry.LagReader;
import dev.millrace.core.telemetry.Subscription;
import dev.millrace.embed.EmbedApplication;
import dev.millrace.index.IndexApplication;
import dev.millrace.index.IndexContents;
import dev.millrace.index.IndexContents.Vectors;
import dev.millrace.ingest.IngestApplication;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.jspecify.annotations.Nullable;

/**
 * Compares sources, topics, ledger and index of a running system. What looks different is looked at again: it counts once
 * it looks the same twice while nothing of the document is on its way. Not thread-safe.
 */
public final class Verifier implements AutoCloseable {

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);
    private static final Duration ANSWER = Duration.ofSeconds(15);

    private final Closer closer = new Closer();
    private final Clock clock = Clock.systemUTC();
    private final Settings settings;
    private final Duration patience;
    private final TopicIds topics;
    private final KafkaPicture kafka;
    private final IndexContents index;
    private final LagReader lagReader;
    private final List<Subscription> subscriptions;
    private SourcesPicture sources = new SourcesPicture(List.of());

    /**
     * Connects.
     *
     * @param patience how long to go on looking at what differs while the system is busy
     */
    public Verifier(Settings settings, Duration patience) throws InterruptedException, ExecutionException {
        this.settings = settings;
        this.patience = patience;
        KafkaConfig config = KafkaConfig.from(settings);
        TopicsConfig names = TopicsConfig.from(settings);
        boolean connected = false;
        try {
            Admin admin = closer.register(Admin.create(adminProperties(config)));
            this.topics = TopicIds.read(admin, names);
            this.kafka = closer.register(new KafkaPicture(config, names, topics));
            this.index = closer.register(new IndexContents(OpenSearchConfig.from(settings)));
            this.lagReader = closer.register(new LagReader(config, clock));
            connected = true;
        } finally {
            if (!connected) {
                closer.close();
            }
        }
        this.subscriptions = List.of(
                new Subscription(names.documents(), IngestApplication.GROUP),
                new Subscription(names.replays(), IngestApplication.GROUP),
                new Subscription(names.chunks(), EmbedApplication.GROUP),
                new Subscription(names.embeddedChunks(), IndexApplication.GROUP));
    }

    /**
     * Compares everything.
     *
     * @param toTheEnd whether to go on for as long as the system makes progress, beyond the patience
     */
    public Verification verify(boolean toTheEnd) throws IOException, InterruptedException, ExecutionException {
        Lag lag = lag();
        Look first = look(null);
        Suspects suspects = new Suspects(topics, first, lag);
        long deadline = System.nanoTime() + patience.toNanos();
        while (!suspects.isEmpty() && System.nanoTime() - deadline < 0) {
            Thread.sleep(BETWEEN_LOOKS);
            lag = lag();
            boolean progress = suspects.lookedAgain(look(suspects.documentIds()), lag);
            if (toTheEnd && progress) {
                deadline = System.nanoTime() + patience.toNanos();
            }
        }
        suspects.giveUp(patience);
        return new Verification(
                first.documents(),
                suspects.confirmed(),
                suspects.inFlight(),
                first.explained(),
                first.kept(),
                first.orphans(),
                sources.notices());
    }

    /** Sends to the replays topic of this system. The caller closes it. */
    public ReplaySender replays() {
        String topic = topics.topics().replays();
        return new ReplaySender(KafkaConfig.from(settings), topic, topics.partitions(topic));
    }

    /** Brings what is known of sources and topics up to date, without a look at the index. */
    public void readSourcesAndTopics() throws InterruptedException {
        sources = SourcesPicture.read(settings);
        kafka.catchUp();
    }

    /** What the sources held at the last look. */
    SourcesPicture sources() {
        return sources;
    }

    KafkaPicture kafka() {
        return kafka;
    }

    TopicIds topics() {
        return topics;
    }

    IndexContents index() {
        return index;
    }

    Lag lag() throws InterruptedException, ExecutionException {
        return Lag.read(lagReader, subscriptions);
    }

    @Override
    public void close() {
        closer.close();
    }

    private static Properties adminProperties(KafkaConfig kafka) {
        Properties properties = kafka.common("millrace-verify-admin");
        properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, Long.toString(ANSWER.toMillis()));
        properties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, Long.toString(ANSWER.toMillis()));
        return properties;
    }

    /**
     * @param only ids of the documents to look at; null for all
     */
    private Look look(@Nullable Set<String> only) throws IOException, InterruptedException {
        readSourcesAndTopics();
        boolean indexed = index.refresh();
        Vectors vectors = indexed ? index.vectors() : new Vectors("", 0);
        long youngSince = clock.millis() - patience.toMillis();
        Look look = new Look(kafka, sources, new DocumentComparison(vectors), youngSince);
        if (only == null) {
            if (indexed) {
                index.all(look::take);
            }
            look.takeOthers();
        } else {
            if (indexed) {
                index.some(only, look::take);
            }
            only.forEach(id -> look.take(id, List.of()));
        }
        return look;
    }
}
