package dev.millrace.ingest.source;

import dev.millrace.core.service.Failpoint;
import dev.millrace.core.service.Failpoint.Place;
import dev.millrace.core.service.Health;
import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches a folder and publishes a reference for each file that is new or changed, and a deletion for each that is gone.
 *
 * <p>File system events make it quick; a full listing at the start, after lost events, and now and then makes it right.
 * A file is published once it is whole: see {@link PendingFiles}.
 */
public final class FolderWatcher implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(FolderWatcher.class);
    private static final Duration RETRY = Duration.ofSeconds(2);
    private static final Duration LIST_SOON = Duration.ofSeconds(1);
    private static final WatchEvent.Kind<?>[] KINDS = {
        StandardWatchEventKinds.ENTRY_CREATE, StandardWatchEventKinds.ENTRY_MODIFY, StandardWatchEventKinds.ENTRY_DELETE
    };

    private final FolderConfig config;
    private final FolderSource source;
    private final Callable<Map<String, String>> knownVersions;
    private final ReferencePublisher publisher;
    private final Failpoint failpoint;
    private final Clock clock = Clock.systemUTC();
    private final Thread thread;

    /** Document id to the version last published, or last read by the ledger. */
    private final Map<String, String> known = new HashMap<>();

    private final Map<WatchKey, Path> watched = new HashMap<>();
    private final PendingFiles pending;
    private long listAtMillis;
    private volatile Health health = new Health.Waiting("the first listing of the inbox");
    private volatile int pendingCount;

    /**
     * Starts at {@link #start()}.
     *
     * @param knownVersions the versions of this source's documents in the ledger, by document id; asked once
     * @param producer not closed here
     */
    public FolderWatcher(
            FolderConfig config,
            Callable<Map<String, String>> knownVersions,
            Producer<byte[], byte[]> producer,
            String documentsTopic,
            Failpoint failpoint) {
        this.config = config;
        this.source = config.source();
        this.knownVersions = knownVersions;
        this.failpoint = failpoint;
        this.publisher = new ReferencePublisher(producer, documentsTopic);
        this.pending = new PendingFiles(config.settle());
        this.thread = Thread.ofPlatform().name("folder-watcher").unstarted(this::run);
    }

    public void start() {
        thread.start();
    }

    public Health health() {
        return health;
    }

    /** Files that have been noticed and not yet been published. */
    public int pending() {
        return pendingCount;
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A folder that is away, an unmounted disk say, is waited for: its files are not taken for deleted. */
    private void run() {
        try {
            source.create();
            known.putAll(knownVersions.call());
            while (true) {
                try {
                    watch();
                } catch (IOException | ClosedWatchServiceException e) {
                    health = new Health.Waiting("the folder " + source.root() + " can't be read: " + e);
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

    private void watch() throws IOException, InterruptedException {
        watched.clear();
        try (WatchService events = source.root().getFileSystem().newWatchService()) {
            list(events);
            health = new Health.Ready();
            while (true) {
                WatchKey key = events.poll(waitMillis(), TimeUnit.MILLISECONDS);
                while (key != null) {
                    take(events, key);
                    key = events.poll();
                }
                if (clock.millis() >= listAtMillis) {
                    list(events);
                }
                publishSettled();
            }
        }
    }

    private long waitMillis() {
        long now = clock.millis();
        Duration untilListing = Duration.ofMillis(Math.max(0, listAtMillis - now));
        return pending.nextLook(now)
                .filter(look -> look.compareTo(untilListing) < 0)
                .orElse(untilListing)
                .toMillis();
    }

    private void list(WatchService events) throws IOException, InterruptedException {
        if (!Files.isDirectory(source.root())) {
            throw new NoSuchFileException(source.root().toString());
        }
        FolderListing listing = register(events, source.root());
        if (listing.complete()) {
            Set<String> present = new HashSet<>();
            listing.files().forEach(file -> present.add(source.documentId(file)));
            for (String documentId : List.copyOf(known.keySet())) {
                if (!present.contains(documentId)) {
                    pending.touch(source.file(documentId), clock.millis());
                }
            }
        }
        listAtMillis = clock.millis() + config.listingInterval().toMillis();
        failpoint.pass(Place.WATCHER_LISTED);
        publishSettled();
    }

    /**
     * Watches a folder and all below it, and takes note of their files. What is made while this goes on may be too early
     * for an event and too late for the listing: so it lists again until nothing is left to be watched.
     */
    private FolderListing register(WatchService events, Path folder) throws IOException {
        Set<Path> before = new HashSet<>(watched.values());
        FolderListing listing = FolderListing.of(source.root(), folder);
        while (!before.containsAll(listing.folders())) {
            for (Path found : listing.folders()) {
                if (before.add(found)) {
                    watched.put(found.register(events, KINDS), found);
                }
            }
            listing = FolderListing.of(source.root(), folder);
        }
        for (Path file : listing.files()) {
            noticeIfNew(file);
        }
        return listing;
    }

    private void noticeIfNew(Path file) throws IOException {
        try {
            if (!FileVersion.of(file).text().equals(known.get(source.documentId(file)))) {
                pending.touch(file, clock.millis());
            }
        } catch (NoSuchFileException e) {
            pending.touch(file, clock.millis());
        }
    }

    private void take(WatchService events, WatchKey key) throws IOException {
        Path folder = watched.get(key);
        for (WatchEvent<?> event : key.pollEvents()) {
            if (event.kind().equals(StandardWatchEventKinds.OVERFLOW) || folder == null) {
                listSoon();
            } else if (event.context() instanceof Path name) {
                notice(events, folder.resolve(name));
            }
        }
        if (!key.reset()) {
            watched.remove(key);
            listSoon();
        }
    }

    /** Not at once: while many files arrive, one listing a second finds what the lost events would have told. */
    private void listSoon() {
        listAtMillis = Math.min(listAtMillis, clock.millis() + LIST_SOON.toMillis());
    }

    private void notice(WatchService events, Path path) throws IOException {
        if (IgnoredFiles.ignored(source.root().relativize(path))) {
            return;
        }
        if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            if (!watched.containsValue(path)) {
                register(events, path);
            }
            return;
        }
        pending.touch(path, clock.millis());
        if (!known.containsKey(source.documentId(path)) && !Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            String below = source.documentId(path) + "/";
            known.keySet().stream()
                    .filter(documentId -> documentId.startsWith(below))
                    .forEach(documentId -> pending.touch(source.file(documentId), clock.millis()));
        }
    }

    private void publishSettled() throws InterruptedException {
        long now = clock.millis();
        List<Path> due = pending.due(now);
        pendingCount = pending.size();
        if (due.isEmpty()) {
            return;
        }
        Set<Path> open = OpenForWriting.below(source.root());
        for (Path file : due) {
            look(file, open.contains(file), now);
        }
        failpoint.pass(Place.WATCHER_PUBLISHED);
        publisher.await();
        pendingCount = pending.size();
    }

    private void look(Path file, boolean beingWritten, long now) {
        try {
            if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                throw new NoSuchFileException(file.toString());
            }
            FileVersion version = FileVersion.of(file);
            if (pending.settled(file, version, beingWritten, now)) {
                publishChange(file, version);
            }
        } catch (NoSuchFileException | NotDirectoryException e) {
            lookedInVain(file, now);
        } catch (IOException e) {
            pending.forget(file);
            listSoon();
            LOG.warn("path={} can't be looked at, trying again: {}", file, e.toString());
        }
    }

    private void lookedInVain(Path file, long now) {
        String documentId = source.documentId(file);
        if (!known.containsKey(documentId)) {
            pending.forget(file);
        } else if (pending.gone(file, now)) {
            known.remove(documentId);
            publisher.deleted(documentId);
            LOG.debug("document={} is gone", documentId);
        }
    }

    private void publishChange(Path file, FileVersion version) {
        String documentId = source.documentId(file);
        if (version.text().equals(known.put(documentId, version.text()))) {
            return;
        }
        publisher.changed(documentId, file.toUri(), version);
        LOG.debug("document={} changed version={}", documentId, version.text());
    }
}
