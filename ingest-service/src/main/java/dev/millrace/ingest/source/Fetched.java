package dev.millrace.ingest.source;

import dev.millrace.core.deadletter.Reason;
import dev.millrace.ingest.parse.DocumentSource;

/** The present state of a referenced object. */
public sealed interface Fetched {

    /**
     * It is there.
     *
     * @param contentHash SHA-256 of the bytes
     * @param version of the state that was read, opaque
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared, only read
    record Present(DocumentSource content, byte[] contentHash, String version, String filename) implements Fetched {}

    /** It is not there: the document is deleted. */
    record Gone() implements Fetched {}

    /** It can't be read, and trying again would not help. {@code message} says what to mend. */
    record Refused(Reason reason, String message) implements Fetched {}
}
