package dev.millrace.ingest;

import dev.millrace.core.deadletter.Reason;
import dev.millrace.core.service.Closer;
import dev.millrace.ingest.source.Fetched;
import dev.millrace.ingest.source.ObjectFetcher;
import dev.millrace.ingest.source.Place;
import dev.millrace.ingest.source.SourceConfig;
import dev.millrace.ingest.source.SourceWatcher;
import dev.millrace.ingest.source.Watching;
import dev.millrace.ingest.source.bucket.BucketClient;
import dev.millrace.ingest.source.bucket.BucketFetcher;
import dev.millrace.ingest.source.bucket.BucketSource;
import dev.millrace.ingest.source.bucket.BucketWatcher;
import dev.millrace.ingest.source.bucket.Spool;
import dev.millrace.ingest.source.folder.FileFetcher;
import dev.millrace.ingest.source.folder.FolderSource;
import dev.millrace.ingest.source.folder.FolderWatcher;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The configured sources: fetches what references name of them, and nothing else; makes the watchers. */
final class Sources implements ObjectFetcher, AutoCloseable {

    private final Closer closer = new Closer();
    private final List<PartFetcher> fetchers = new ArrayList<>();
    private final Map<String, BucketClient> clients = new HashMap<>();

    /** Fetches of one source; empty for what is none of it. */
    @FunctionalInterface
    private interface PartFetcher {
        Optional<Fetched> fetch(URI uri) throws IOException;
    }

    private Sources() {}

    /**
     * Talks to no source yet.
     *
     * @param spool a folder of this process alone
     * @param maxBytes of a file or object; larger ones are refused
     */
    static Sources open(List<SourceConfig> configs, Path spool, long maxBytes) {
        Sources sources = new Sources();
        for (SourceConfig config : configs) {
            sources.fetchers.add(
                    switch (config.place()) {
                        case Place.Folder folder ->
                            new FileFetcher(new FolderSource(config.name(), folder.root()), maxBytes)::fetch;
                        case Place.Bucket bucket ->
                            new BucketFetcher(
                                    bucketSource(config, bucket),
                                    sources.client(config, bucket),
                                    spool(spool),
                                    maxBytes)::fetch;
                    });
        }
        return sources;
    }

    @Override
    public Fetched fetch(URI uri) throws IOException {
        for (PartFetcher fetcher : fetchers) {
            Optional<Fetched> fetched = fetcher.fetch(uri);
            if (fetched.isPresent()) {
                return fetched.get();
            }
        }
        return new Fetched.Refused(
                Reason.UNREADABLE,
                "the reference names nothing of a configured source: add its folder or bucket to ingest.sources");
    }

    /** A new watcher, not started. */
    SourceWatcher watcher(SourceConfig config, Watching watching) {
        return switch (config.place()) {
            case Place.Folder folder -> new FolderWatcher(config, folder, watching);
            case Place.Bucket bucket ->
                new BucketWatcher(
                        config,
                        bucketSource(config, bucket),
                        Objects.requireNonNull(clients.get(config.name())),
                        watching);
        };
    }

    @Override
    public void close() {
        closer.close();
    }

    private BucketClient client(SourceConfig config, Place.Bucket bucket) {
        BucketClient client = closer.register(new BucketClient(config.name(), bucket));
        clients.put(config.name(), client);
        return client;
    }

    private static BucketSource bucketSource(SourceConfig config, Place.Bucket bucket) {
        return new BucketSource(config.name(), bucket.bucket(), bucket.prefix());
    }

    private static Spool spool(Path folder) {
        try {
            return Spool.open(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("The folder " + folder + " can't be used: check its permissions", e);
        }
    }
}
