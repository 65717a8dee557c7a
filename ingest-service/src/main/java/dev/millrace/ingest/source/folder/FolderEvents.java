package dev.millrace.ingest.source.folder;

import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** What the file system tells of a folder and all below it. For one thread. */
final class FolderEvents implements AutoCloseable {

    private static final WatchEvent.Kind<?>[] KINDS = {
        StandardWatchEventKinds.ENTRY_CREATE, StandardWatchEventKinds.ENTRY_MODIFY, StandardWatchEventKinds.ENTRY_DELETE
    };

    private final Path root;
    private final WatchService service;
    private final Map<WatchKey, Path> watched = new HashMap<>();

    /** Told of what happened. */
    interface Listener {

        /** Something happened to a file or folder; {@code created} when all that is told is that it came to be there. */
        void happened(Path path, boolean created) throws IOException;

        /** Something happened that is not told. */
        void lost();
    }

    private FolderEvents(Path root, WatchService service) {
        this.root = root;
        this.service = service;
    }

    /** Tells nothing before a folder has been registered. */
    static FolderEvents below(Path root) throws IOException {
        return new FolderEvents(root, root.getFileSystem().newWatchService());
    }

    /**
     * Watches a folder and all below it, and returns what is there. What is made while this goes on may be too early for
     * an event and too late for the listing: so it lists again until nothing is left to be watched.
     */
    FolderListing register(Path folder) throws IOException {
        Set<Path> before = new HashSet<>(watched.values());
        FolderListing listing = FolderListing.of(root, folder);
        while (!before.containsAll(listing.folders())) {
            for (Path found : listing.folders()) {
                if (before.add(found)) {
                    watched.put(found.register(service, KINDS), found);
                }
            }
            listing = FolderListing.of(root, folder);
        }
        return listing;
    }

    boolean covers(Path folder) {
        return watched.containsValue(folder);
    }

    /** Waits for events, at most so long, and hands on all there are. */
    void take(Duration atMost, Listener listener) throws IOException, InterruptedException {
        WatchKey key = service.poll(atMost.toMillis(), TimeUnit.MILLISECONDS);
        while (key != null) {
            take(key, listener);
            key = service.poll();
        }
    }

    private void take(WatchKey key, Listener listener) throws IOException {
        Path folder = watched.get(key);
        for (WatchEvent<?> event : key.pollEvents()) {
            if (event.kind().equals(StandardWatchEventKinds.OVERFLOW) || folder == null) {
                listener.lost();
            } else if (event.context() instanceof Path name) {
                listener.happened(folder.resolve(name), event.kind().equals(StandardWatchEventKinds.ENTRY_CREATE));
            }
        }
        if (!key.reset()) {
            watched.remove(key);
            listener.lost();
        }
    }

    @Override
    public void close() throws IOException {
        service.close();
    }
}
