package dev.millrace.ingest.source.folder;

import dev.millrace.core.service.Health;
import dev.millrace.ingest.source.Confirmations;
import dev.millrace.ingest.source.KnownDocuments;
import dev.millrace.ingest.source.Place;
import dev.millrace.ingest.source.SourceConfig;
import dev.millrace.ingest.source.SourceMetrics;
import dev.millrace.ingest.source.SourceWatcher;
import dev.millrace.ingest.source.Watching;
import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches a folder and publishes a reference for each file that is new or changed, and a deletion for each that is gone.
 *
 * <p>File system events make it quick; a full listing at the start, after lost events, and now and then makes it right.
 * A file is published once it is whole: see {@link PendingFiles}.
 */
public final class FolderWatcher implements SourceWatcher {

    private static final Logger LOG = LoggerFactory.getLogger(FolderWatcher.class);
    private static final Duration RETRY = Duration.ofSeconds(2);
    private static final Duration LIST_SOON = Duration.ofSeconds(1);
    /** A confirmation is rare, and may wait this long. */
    private static final long CONFIRMATION_CHECK_MILLIS = 1_000;

    /** Elsewhere new files are found by looking from time to time, and nothing tells those that are being written. */
    private static final boolean WRITING_IS_TOLD = "Linux".equals(System.getProperty("os.name"));

    private final Duration listingInterval;
    private final FolderSource source;
    private final SourceMetrics metrics;
    private final KnownDocuments known;
    private final Clock clock;
    private final Thread thread;
    private final Confirmations confirmations = new Confirmations();
    private final PendingFiles pending;
    private long listAtMillis;
    private volatile Health health;
    private volatile int pendingCount;

    /** Starts at {@link #start()}. */
    public FolderWatcher(SourceConfig config, Place.Folder folder, Watching watching) {
        this.listingInterval = config.listingInterval();
        this.source = new FolderSource(config.name(), folder.root());
        this.metrics = watching.metrics();
        this.known = new KnownDocuments(config, source::uri, watching);
        this.clock = watching.clock();
        this.pending = new PendingFiles(folder.settle());
        this.health = new Health.Waiting("the first listing of " + source.root());
        this.thread = Thread.ofPlatform().name("watcher-" + config.name()).unstarted(this::run);
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
        return pendingCount;
    }

    /** The file system tells by itself. */
    @Override
    public void hint(String key) {}

    @Override
    public void confirmDeletions(int missing, long saidAtMillis) {
        confirmations.add(missing, saidAtMillis);
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        metrics.stopped();
    }

    /** A folder that is away, an unmounted disk say, is waited for: its files are not taken for deleted. */
    private void run() {
        try {
            source.create();
            while (true) {
                try {
                    watch();
                } catch (InterruptException e) {
                    throw e;
                } catch (IOException | ClosedWatchServiceException | KafkaException e) {
                    metrics.listingFailed();
                    health = new Health.Waiting("the folder " + source.root() + " can't be watched: " + e);
                    LOG.warn("source={} can't be watched, trying again: {}", source.name(), e.toString());
                    Thread.sleep(RETRY);
                }
            }
        } catch (InterruptedException | InterruptException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            health = new Health.Failed("watching stopped: " + e);
            LOG.error("source={} is no longer watched: {}", source.name(), e.toString(), e);
        }
    }

    private void watch() throws Exception {
        try (FolderEvents events = FolderEvents.below(source.root())) {
            list(events);
            health = new Health.Ready();
            while (true) {
                events.take(Duration.ofMillis(waitMillis()), new Noting(events));
                if (confirmations.apply(known) || clock.millis() >= listAtMillis) {
                    list(events);
                }
                publishSettled();
            }
        }
    }

    private long waitMillis() {
        long now = clock.millis();
        long longest = known.waiting() > 0 ? KnownDocuments.LOOK_AGAIN.toMillis() : CONFIRMATION_CHECK_MILLIS;
        Duration untilListing = Duration.ofMillis(Math.clamp(listAtMillis - now, 0, longest));
        return pending.nextLook(now)
                .filter(look -> look.compareTo(untilListing) < 0)
                .orElse(untilListing)
                .toMillis();
    }

    private void list(FolderEvents events) throws Exception {
        if (!Files.isDirectory(source.root())) {
            throw new NoSuchFileException(source.root().toString());
        }
        FolderListing listing = events.register(source.root());
        known.learn();
        noticeNew(listing);
        if (listing.complete()) {
            Set<String> present = new HashSet<>();
            listing.files().forEach(file -> present.add(source.documentId(file)));
            known.missing(present).forEach(id -> pending.touch(source.file(id), clock.millis()));
        } else {
            metrics.listingFailed();
        }
        listAtMillis = clock.millis() + listingInterval.toMillis();
        publishSettled();
    }

    private void noticeNew(FolderListing listing) throws IOException {
        for (Path file : listing.files()) {
            try {
                if (!FileVersion.of(file).text().equals(known.version(source.documentId(file)))) {
                    pending.touch(file, clock.millis());
                }
            } catch (NoSuchFileException e) {
                pending.touch(file, clock.millis());
            }
        }
    }

    /** Not at once: while many files arrive, one listing a second finds what the lost events would have told. */
    private void listSoon() {
        listAtMillis = Math.min(listAtMillis, clock.millis() + LIST_SOON.toMillis());
    }

    private void notice(FolderEvents events, Path path, boolean created) throws IOException {
        if (IgnoredFiles.ignored(source.root().relativize(path))) {
            return;
        }
        if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            if (!events.covers(path)) {
                noticeNew(events.register(path));
            }
            return;
        }
        if (created && WRITING_IS_TOLD) {
            pending.appeared(path, clock.millis());
        } else {
            pending.touch(path, clock.millis());
        }
        if (!known.contains(source.documentId(path)) && !Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            known.idsBelow(source.documentId(path) + "/")
                    .forEach(documentId -> pending.touch(source.file(documentId), clock.millis()));
        }
    }

    private void publishSettled() throws InterruptedException {
        long now = clock.millis();
        List<Path> due = pending.due(now);
        pendingCount = pending.size() + known.waiting();
        if (due.isEmpty() && known.waiting() == 0) {
            return;
        }
        Set<Path> open = due.isEmpty() ? Set.of() : OpenForWriting.below(source.root());
        List<String> gone = new ArrayList<>();
        for (Path file : due) {
            look(file, open.contains(file), now, gone);
        }
        if (!known.gone(gone) && !known.holdsDeletions()) {
            listSoon();
        }
        known.publish();
        pendingCount = pending.size() + known.waiting();
    }

    private void look(Path file, boolean beingWritten, long now, List<String> gone) {
        try {
            if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                throw new NoSuchFileException(file.toString());
            }
            FileVersion version = FileVersion.of(file);
            if (pending.settled(file, version, beingWritten, now)) {
                known.present(source.documentId(file), version.text(), version.changedAtMillis());
            }
        } catch (NoSuchFileException | NotDirectoryException e) {
            lookedInVain(file, now, gone);
        } catch (IOException e) {
            pending.forget(file);
            listSoon();
            LOG.warn("path={} can't be looked at, trying again: {}", file, e.toString());
        }
    }

    private void lookedInVain(Path file, long now, List<String> gone) {
        String documentId = source.documentId(file);
        if (!known.contains(documentId)) {
            pending.forget(file);
            known.forget(documentId);
        } else if (pending.gone(file, now)) {
            gone.add(documentId);
        }
    }

    private final class Noting implements FolderEvents.Listener {

        private final FolderEvents events;

        Noting(FolderEvents events) {
            this.events = events;
        }

        @Override
        public void happened(Path path, boolean created) throws IOException {
            notice(events, path, created);
        }

        @Override
        public void lost() {
            listSoon();
        }
    }
}
