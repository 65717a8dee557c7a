package dev.millrace.ingest.source;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Where the documents of a source are. */
public sealed interface Place {

    /**
     * A folder and all below it.
     *
     * @param root absolute and normalised
     * @param settle how long a file must be quiet before it is read
     */
    record Folder(Path root, Duration settle) implements Place {
        public Folder {
            root = root.toAbsolutePath().normalize();
        }
    }

    /**
     * The objects of a bucket whose keys begin with a prefix.
     *
     * @param endpoint of the server; empty for AWS
     * @param region empty to take it from the environment
     * @param pathStyle whether the bucket's name stands in the path of an address, not in its host
     * @param prefix empty for the whole bucket
     */
    record Bucket(String bucket, Optional<URI> endpoint, Optional<String> region, boolean pathStyle, String prefix)
            implements Place {}
}
