package dev.millrace.ingest.document;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/** What a record of the documents topic asks for. */
public sealed interface Incoming {

    /** The document is gone. */
    record Deleted() implements Incoming {}

    /** The document's bytes, in any format. */
    @SuppressWarnings("ArrayRecordComponent") // never compared, only read
    record Bytes(byte[] content, Attributes attributes) implements Incoming {}

    /**
     * A hint that an object may have changed; its present state decides.
     *
     * @param version the object's state as its source saw it, opaque; null when nothing is known
     */
    record Reference(URI uri, @Nullable String version, Attributes attributes) implements Incoming {}

    /** A record that can't be understood. {@code problem} is a sentence without content of the document. */
    record Malformed(String problem) implements Incoming {}
}
