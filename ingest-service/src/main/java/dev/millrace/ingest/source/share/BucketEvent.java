package dev.millrace.ingest.source.share;

import java.util.Set;

/** What a record of the bucket events topic says. */
sealed interface BucketEvent {

    /**
     * Something happened to an object.
     *
     * @param keys what its key may be: some servers encode it and some do not
     */
    record Touched(String bucket, Set<String> keys) implements BucketEvent {}

    /** Somebody wants the held deletions of a source carried out, of which there were so many when it was said. */
    record DeletionsConfirmed(String source, int missing) implements BucketEvent {}

    /** It can't be understood. */
    record Malformed(String problem) implements BucketEvent {}
}
