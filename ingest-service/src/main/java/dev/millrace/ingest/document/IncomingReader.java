package dev.millrace.ingest.document;

import dev.millrace.ingest.document.DocumentHeaders.MalformedHeaderException;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** Reads a record of the documents topic. */
public final class IncomingReader {

    private IncomingReader() {}

    /**
     * Never fails: what can't be understood is {@link Incoming.Malformed}.
     *
     * @param value null for a deletion; where the headers carry a reference nevertheless, a watcher found the object
     *     gone, and it has to be looked at again
     * @param timestampMillis when the record was written
     */
    public static Incoming read(byte @Nullable [] value, Headers headers, long timestampMillis) {
        try {
            Attributes attributes = DocumentHeaders.read(headers, timestampMillis);
            if (value == null) {
                return ReferenceCodec.isReference(attributes.contentType())
                        ? ReferenceCodec.readDisappearance(attributes)
                        : new Incoming.Deleted();
            }
            return ReferenceCodec.isReference(attributes.contentType())
                    ? ReferenceCodec.read(value, attributes)
                    : new Incoming.Bytes(value, attributes);
        } catch (MalformedHeaderException e) {
            return value == null ? new Incoming.Deleted() : new Incoming.Malformed(String.valueOf(e.getMessage()));
        }
    }
}
