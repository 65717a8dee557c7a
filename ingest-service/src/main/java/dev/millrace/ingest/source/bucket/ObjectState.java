package dev.millrace.ingest.source.bucket;

import java.time.Instant;

/**
 * The state of an object without its bytes. Two equal states mean: the same bytes and metadata, there is nothing to read.
 *
 * @param etag without quotes; empty where the server gives none
 */
public record ObjectState(String key, String etag, long size, Instant modified) {

    public ObjectState {
        etag = etag.replace("\"", "");
    }

    /** An opaque text for a reference and for the ledger. Servers answer a HEAD with whole seconds, so it has no more. */
    public String version() {
        return etag + "-" + size + "-" + modified.getEpochSecond();
    }

    /** An empty object that stands for a folder is no document. */
    boolean isFolderMarker() {
        return size == 0 && key.endsWith("/");
    }
}
