package dev.millrace.ingest.source.share;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.millrace.core.kafka.DocumentPartitioner;
import dev.millrace.ingest.source.Place;
import dev.millrace.ingest.source.SourceConfig;
import dev.millrace.ingest.source.SourceWatcher;
import dev.millrace.ingest.source.share.ShareMetrics.Outcome;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings what a record of the bucket events topic says to the watcher of the source. A record in another partition than
 * the source's is written to that one: who is given it watches the source. Nothing here is lost for good: listings find
 * what an event would have told.
 */
final class EventRouter {

    private static final Logger LOG = LoggerFactory.getLogger(EventRouter.class);

    /** Names the one source that a record written on is meant for, so that it is not written on again. */
    private static final String FORWARDED_FOR = "dev.millrace.forwarded-for";

    private final String topic;
    private final List<SourceConfig> sources;
    private final Map<String, SourceWatcher> running;
    private final Producer<byte[], byte[]> producer;
    private final ShareMetrics metrics;

    EventRouter(
            String topic,
            List<SourceConfig> sources,
            Map<String, SourceWatcher> running,
            Producer<byte[], byte[]> producer,
            MeterRegistry registry) {
        this.topic = topic;
        this.sources = List.copyOf(sources);
        this.running = running;
        this.producer = producer;
        this.metrics = new ShareMetrics(registry);
    }

    void route(ConsumerRecord<byte[], byte[]> record, int partitions) {
        List<BucketEvent> events = BucketEventCodec.read(record.value());
        if (events.isEmpty()) {
            metrics.count(Outcome.IGNORED);
        }
        String forwardedFor = forwardedFor(record);
        Set<String> forward = new LinkedHashSet<>();
        for (BucketEvent event : events) {
            List<String> names = sourcesOf(event, record);
            for (String name : names) {
                if (forwardedFor != null && !forwardedFor.equals(name)) {
                    continue;
                }
                boolean here = DocumentPartitioner.partition(name, partitions) == record.partition();
                if (here || forwardedFor != null) {
                    deliver(event, running.get(name), record.timestamp());
                } else {
                    forward.add(name);
                }
            }
        }
        forward.forEach(name -> forward(record, name, DocumentPartitioner.partition(name, partitions)));
    }

    private List<String> sourcesOf(BucketEvent event, ConsumerRecord<byte[], byte[]> record) {
        List<String> names = switch (event) {
            case BucketEvent.Touched touched ->
                sources.stream()
                        .filter(source -> holds(source, touched))
                        .map(SourceConfig::name)
                        .toList();
            case BucketEvent.DeletionsConfirmed(String name, int missing) ->
                sources.stream().map(SourceConfig::name).filter(name::equals).toList();
            case BucketEvent.Malformed(String problem) -> List.of();
        };
        if (names.isEmpty()) {
            refuse(event, record);
        }
        return names;
    }

    private static boolean holds(SourceConfig source, BucketEvent.Touched touched) {
        return source.place() instanceof Place.Bucket bucket
                && bucket.bucket().equals(touched.bucket())
                && touched.keys().stream().anyMatch(key -> key.startsWith(bucket.prefix()));
    }

    private void refuse(BucketEvent event, ConsumerRecord<byte[], byte[]> record) {
        String problem = switch (event) {
            case BucketEvent.Malformed(String said) -> said;
            case BucketEvent.Touched(String bucket, Set<String> keys) ->
                "no source holds such an object of the bucket " + bucket;
            case BucketEvent.DeletionsConfirmed(String source, int missing) -> "there is no source " + source;
        };
        metrics.count(event instanceof BucketEvent.Malformed ? Outcome.MALFORMED : Outcome.UNKNOWN_SOURCE);
        LOG.warn(
                "event refused topic={} partition={} offset={}: {}",
                topic,
                record.partition(),
                record.offset(),
                problem);
    }

    private void deliver(BucketEvent event, @Nullable SourceWatcher watcher, long saidAtMillis) {
        if (watcher == null) {
            return; // the source has just gone to another replica, whose first listing finds it
        }
        switch (event) {
            case BucketEvent.Touched(String bucket, Set<String> keys) -> {
                metrics.count(Outcome.HINT);
                keys.forEach(watcher::hint);
            }
            case BucketEvent.DeletionsConfirmed(String source, int missing) -> {
                metrics.count(Outcome.COMMAND);
                watcher.confirmDeletions(missing, saidAtMillis);
            }
            case BucketEvent.Malformed malformed ->
                throw new IllegalArgumentException("a malformed event is of no source");
        }
    }

    /** The time stays: it says when something was confirmed. */
    private void forward(ConsumerRecord<byte[], byte[]> record, String source, int partition) {
        metrics.count(Outcome.FORWARDED);
        RecordHeaders headers = new RecordHeaders();
        headers.add(FORWARDED_FOR, source.getBytes(UTF_8));
        Future<RecordMetadata> sent = producer.send(
                new ProducerRecord<>(topic, partition, record.timestamp(), record.key(), record.value(), headers));
        LOG.debug("event forwarded source={} partition={} done={}", source, partition, sent.isDone());
    }

    private static @Nullable String forwardedFor(ConsumerRecord<byte[], byte[]> record) {
        Header header = record.headers().lastHeader(FORWARDED_FOR);
        return header == null || header.value() == null ? null : new String(header.value(), UTF_8);
    }
}
