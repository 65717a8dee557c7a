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
     * @param value null for a deletion
     * @param timestampMillis when the record was written
     */
    public static Incoming read(byte @Nullable [] value, Headers headers, long timestampMillis) {
        if (value == null) {
            return new Incoming.Deleted();
        }
        try {
            Attributes attributes = DocumentHeaders.read(headers, timestampMillis);
            return ReferenceCodec.isReference(attributes.contentType())
                    ? ReferenceCodec.read(value, attributes)
                    : new Incoming.Bytes(value, attributes);
        } catch (MalformedHeaderException e) {
            return new Incoming.Malformed(String.valueOf(e.getMessage()));
        }
    }
}
