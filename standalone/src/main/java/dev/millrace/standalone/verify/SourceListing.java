package dev.millrace.standalone.verify;

import dev.millrace.ingest.source.Place;
import dev.millrace.ingest.source.SourceConfig;
import dev.millrace.ingest.source.bucket.BucketClient;
import dev.millrace.ingest.source.bucket.BucketSource;
import dev.millrace.ingest.source.bucket.ObjectState;
import dev.millrace.ingest.source.folder.FileVersion;
import dev.millrace.ingest.source.folder.FolderListing;
import dev.millrace.ingest.source.folder.FolderSource;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * What a source holds now.
 *
 * @param objects by document id
 * @param problem why it could not be listed whole, so that absence says nothing; empty when it was
 * @param addresses leads from a document id of this source to where its object is, or would be
 */
record SourceListing(
        SourceConfig config, Map<String, Content> objects, String problem, Function<String, URI> addresses) {

    /**
     * One object.
     *
     * @param version opaque: the same means the same bytes
     */
    record Content(String version, long changedAtMillis) {}

    static SourceListing of(SourceConfig config) throws InterruptedException {
        return switch (config.place()) {
            case Place.Folder folder -> folder(config, new FolderSource(config.name(), folder.root()));
            case Place.Bucket bucket -> bucket(config, bucket);
        };
    }

    boolean isComplete() {
        return problem.isEmpty();
    }

    private static SourceListing folder(SourceConfig config, FolderSource source) {
        Map<String, Content> objects = new HashMap<>();
        String problem = "";
        try {
            FolderListing listing = FolderListing.of(source.root(), source.root());
            problem = listing.complete() ? "" : "a part of " + source.root() + " can't be read";
            for (Path file : listing.files()) {
                add(source, file, objects);
            }
        } catch (IOException e) {
            problem = e.toString();
        }
        if (problem.isEmpty() && !Files.isDirectory(source.root())) {
            problem = source.root() + " is no folder";
        }
        return new SourceListing(config, objects, problem, source::uri);
    }

    private static void add(FolderSource source, Path file, Map<String, Content> objects) throws IOException {
        try {
            FileVersion version = FileVersion.of(file);
            objects.put(source.documentId(file), new Content(version.text(), version.changedAtMillis()));
        } catch (NoSuchFileException e) {
            objects.remove(source.documentId(file)); // gone since it was listed
        }
    }

    private static SourceListing bucket(SourceConfig config, Place.Bucket place) throws InterruptedException {
        BucketSource source = new BucketSource(config.name(), place.bucket(), place.prefix());
        Map<String, Content> objects = new HashMap<>();
        String problem = "";
        try (BucketClient client = new BucketClient(config.name(), place)) {
            client.list(page -> add(source, page, objects));
        } catch (IOException | SdkException e) {
            problem = String.valueOf(e.getMessage());
        }
        return new SourceListing(config, objects, problem, source::uri);
    }

    private static void add(BucketSource source, List<ObjectState> page, Map<String, Content> objects) {
        for (ObjectState object : page) {
            objects.put(
                    source.documentId(object.key()),
                    new Content(object.version(), object.modified().toEpochMilli()));
        }
    }
}
