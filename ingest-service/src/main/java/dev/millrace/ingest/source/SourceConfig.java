package dev.millrace.ingest.source;

import java.time.Duration;

/**
 * A source of documents.
 *
 * @param name first part of the ids of its documents
 * @param listingInterval how often everything is listed, in case an event was lost
 * @param limits what may be missing at once
 */
public record SourceConfig(String name, Place place, Duration listingInterval, DeletionLimits limits) {

    /** What the ids of all documents of this source begin with. */
    public String idPrefix() {
        return name + ":";
    }
}
