package dev.millrace.ingest.source.bucket;

import dev.millrace.core.service.Health;
import dev.millrace.ingest.source.Confirmations;
import dev.millrace.ingest.source.KnownDocuments;
import dev.millrace.ingest.source.SourceConfig;
import dev.millrace.ingest.source.SourceMetrics;
import dev.millrace.ingest.source.SourceWatcher;
import dev.millrace.ingest.source.Watching;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches a bucket and publishes a reference for each object that is new or changed, and a disappearance for each that is
 * gone. Hints make it quick; a complete listing at the start, after lost hints, and now and then makes it right.
 */
public final class BucketWatcher implements SourceWatcher {

    private static final Logger LOG = LoggerFactory.getLogger(BucketWatcher.class);
    private static final Duration RETRY = Duration.ofSeconds(5);
    private static final Duration CLOSE = Duration.ofSeconds(5);

    private final SourceConfig config;
    private final BucketSource source;
    private final BucketClient client;
    private final SourceMetrics metrics;
    private final KnownDocuments known;
    private final Clock clock;
    private final Thread thread;
    private final Hints hints = new Hints();
    private final Confirmations confirmations = new Confirmations();
    private long listAtMillis;
    private volatile Health health;
    private volatile int waitingCount;

    /**
     * Starts at {@link #start()}.
     *
     * @param client not closed here
     */
    public BucketWatcher(SourceConfig config, BucketSource source, BucketClient client, Watching watching) {
        this.config = config;
        this.source = source;
        this.client = client;
        this.metrics = watching.metrics();
        this.known = new KnownDocuments(config, source::uri, watching);
        this.clock = watching.clock();
        this.health = new Health.Waiting("the first listing of the bucket " + source.bucket());
        this.thread =
                Thread.ofPlatform().name("watcher-" + config.name()).daemon().unstarted(this::run);
    }

    @Override
    public void start() {
        thread.start();
    }

    @Override
    public Health health() {
        return health;
    }

    @Override
    public int pending() {
        return hints.size() + waitingCount;
    }

    @Override
    public void hint(String key) {
        if (key.startsWith(source.prefix())) {
            hints.add(key);
        }
    }

    @Override
    public void confirmDeletions(int missing, long saidAtMillis) {
        confirmations.add(missing, saidAtMillis);
        hints.wake();
    }

    /** Does not wait for a server that does not answer: what a watcher publishes late does no harm. */
    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join(CLOSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        metrics.stopped();
    }

    /** A bucket that is away, or may not be read, is waited for: its objects are not taken for deleted. */
    private void run() {
        try {
            while (true) {
                try {
                    watch();
                } catch (InterruptedIOException | InterruptException e) {
                    throw e;
                } catch (IOException | KafkaException e) {
                    metrics.listingFailed();
                    health = new Health.Waiting(String.valueOf(e.getMessage()));
                    LOG.warn("source={} can't be watched, trying again: {}", config.name(), e.getMessage());
                    Thread.sleep(RETRY);
                    listAtMillis = 0;
                }
            }
        } catch (InterruptedException | InterruptedIOException | InterruptException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            health = new Health.Failed("watching the bucket " + source.bucket() + " stopped: " + e);
            LOG.error("source={} is no longer watched: {}", config.name(), e.toString(), e);
        }
    }

    private void watch() throws Exception {
        while (true) {
            if (confirmations.apply(known) || clock.millis() >= listAtMillis) {
                list();
                health = new Health.Ready();
            }
            switch (hints.take(Duration.ofMillis(waitMillis()))) {
                case Hints.Keys(Set<String> keys) -> look(keys);
                case Hints.TooMany() -> listAtMillis = 0;
            }
        }
    }

    private long waitMillis() {
        long untilListing = Math.max(0, listAtMillis - clock.millis());
        return known.waiting() > 0 ? Math.min(untilListing, KnownDocuments.LOOK_AGAIN.toMillis()) : untilListing;
    }

    private void list() throws Exception {
        Set<String> present = new HashSet<>();
        List<ObjectState> beforeLearning = new ArrayList<>();
        client.list(page -> {
            if (known.isLearned()) {
                publish(page, present);
            } else {
                beforeLearning.addAll(page);
            }
        });
        known.learn();
        publish(beforeLearning, present);
        known.gone(known.missing(present));
        publish();
        listAtMillis = clock.millis() + config.listingInterval().toMillis();
    }

    private void publish() throws InterruptedException {
        known.publish();
        waitingCount = known.waiting();
    }

    private void publish(List<ObjectState> page, Set<String> present) throws InterruptedException {
        for (ObjectState object : page) {
            String documentId = source.documentId(object.key());
            present.add(documentId);
            known.present(documentId, object.version(), object.modified().toEpochMilli());
        }
        publish();
    }

    private void look(Set<String> keys) throws IOException, InterruptedException {
        Set<String> gone = new HashSet<>();
        for (String key : keys) {
            String documentId = source.documentId(key);
            Optional<ObjectState> state = client.head(key).filter(found -> !found.isFolderMarker());
            state.ifPresent(found ->
                    known.present(documentId, found.version(), found.modified().toEpochMilli()));
            if (state.isEmpty() && known.contains(documentId)) {
                gone.add(documentId);
            } else if (state.isEmpty()) {
                known.forget(documentId);
            }
        }
        if (!known.gone(gone) && !known.holdsDeletions()) {
            listAtMillis = 0;
        }
        publish();
    }
}
