package dev.millrace.ingest.source.bucket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import dev.millrace.core.service.Failpoint;
import dev.millrace.core.service.Health;
import dev.millrace.ingest.source.DeletionLimits;
import dev.millrace.ingest.source.Place;
import dev.millrace.ingest.source.ReferencePublisher;
import dev.millrace.ingest.source.Room;
import dev.millrace.ingest.source.SourceConfig;
import dev.millrace.ingest.source.SourceMetrics;
import dev.millrace.ingest.source.Watching;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A watcher of a bucket, called docs, and what it has published. */
final class WatchedBucket implements AutoCloseable {

    static final Duration SOON = Duration.ofSeconds(30);

    private final MockProducer<byte[], byte[]> producer =
            new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final BucketClient client;
    final BucketWatcher watcher;

    /** Not more than 15 % and 5 documents may be missing at once. */
    WatchedBucket(Place.Bucket place, Map<String, String> ledger, Duration listingInterval) {
        client = new BucketClient("docs", place);
        watcher = new BucketWatcher(
                new SourceConfig("docs", place, listingInterval, new DeletionLimits(0.15, 5)),
                new BucketSource("docs", place.bucket(), place.prefix()),
                client,
                new Watching(
                        () -> ledger,
                        new ReferencePublisher(producer, "documents"),
                        Room.UNBOUNDED,
                        new SourceMetrics(registry, "docs", Clock.systemUTC()),
                        Clock.systemUTC(),
                        Failpoint.ofProcess()));
        watcher.start();
    }

    WatchedBucket ready() {
        await().atMost(SOON).until(() -> watcher.health() instanceof Health.Ready);
        return this;
    }

    double held() {
        return registry.get("millrace.source.held.deletions").gauge().value();
    }

    double listings() {
        return registry.get("millrace.source.listings")
                .tag("outcome", "complete")
                .counter()
                .count();
    }

    void awaitListings(int more) {
        double before = listings();
        await().atMost(SOON).until(() -> listings() >= before + more);
    }

    List<ProducerRecord<byte[], byte[]>> records() {
        return producer.history();
    }

    List<ProducerRecord<byte[], byte[]>> records(String key) {
        return records().stream()
                .filter(record -> id(record).equals("docs:" + key))
                .toList();
    }

    void awaitRecords(String key, int count) {
        await().atMost(SOON).until(() -> records(key).size() == count);
    }

    Set<String> ids() {
        return records().stream().map(WatchedBucket::id).collect(Collectors.toCollection(TreeSet::new));
    }

    long disappearances() {
        return records().stream().filter(record -> record.value() == null).count();
    }

    @Override
    public void close() {
        watcher.close();
        client.close();
    }

    private static String id(ProducerRecord<byte[], byte[]> record) {
        return new String(record.key(), UTF_8);
    }
}
