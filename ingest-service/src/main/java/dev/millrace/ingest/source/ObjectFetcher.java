package dev.millrace.ingest.source;

import java.io.IOException;
import java.net.URI;

/** Fetches what a reference names, as it is now. */
@FunctionalInterface
public interface ObjectFetcher {

    /**
     * Reads the object once, consistently.
     *
     * @throws IOException when the source can't be reached for now: try again later
     */
    Fetched fetch(URI uri) throws IOException;
}
