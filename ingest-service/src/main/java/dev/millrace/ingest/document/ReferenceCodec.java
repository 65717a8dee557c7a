package dev.millrace.ingest.document;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.IOException;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * References to objects as they stand in the documents topic: a small JSON value under a content type of its own, for
 * example {@code {"uri": "file:///data/inbox/report.pdf", "version": "…", "changed_at": 1763838000000}}. Only
 * {@code uri} is required.
 */
public final class ReferenceCodec {

    public static final String CONTENT_TYPE = "application/vnd.millrace.reference+json";

    private static final int MOST_BYTES = 64 * 1024;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ObjectReader READER =
            JSON.readerFor(Wire.class).without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    private ReferenceCodec() {}

    @SuppressWarnings("UnusedVariable") // Jackson reads and writes the components
    private record Wire(
            @Nullable String uri,
            @Nullable String version,
            @Nullable Long changed_at) {}

    /**
     * The value to produce.
     *
     * @param version the object's state, opaque
     */
    public static byte[] write(URI uri, String version, long changedAtMillis) {
        try {
            return JSON.writeValueAsBytes(new Wire(uri.toString(), version, changedAtMillis));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("three plain fields are always JSON", e);
        }
    }

    static boolean isReference(@Nullable String contentType) {
        return contentType != null && contentType.split(";", 2)[0].strip().equalsIgnoreCase(CONTENT_TYPE);
    }

    static Incoming read(byte[] value, Attributes attributes) {
        if (value.length > MOST_BYTES) {
            return new Incoming.Malformed("the reference is longer than " + MOST_BYTES + " bytes");
        }
        try {
            Wire wire = READER.readValue(value);
            if (wire == null || wire.uri() == null) {
                return new Incoming.Malformed("the reference has no uri");
            }
            return new Incoming.Reference(URI.create(wire.uri()), wire.version(), at(attributes, wire.changed_at()));
        } catch (IOException e) {
            return new Incoming.Malformed("the reference is not the JSON object that its content type promises");
        } catch (IllegalArgumentException e) {
            return new Incoming.Malformed("the uri of the reference is not a URI");
        }
    }

    /** Of a record without a value, by its headers alone; one that names no object is a deletion like any other. */
    static Incoming readDisappearance(Attributes attributes) {
        String uri = attributes.sourceUri();
        try {
            return uri == null
                    ? new Incoming.Deleted()
                    : new Incoming.Reference(URI.create(uri), null, at(attributes, null));
        } catch (IllegalArgumentException e) {
            return new Incoming.Malformed("the source-uri of the reference is not a URI");
        }
    }

    /** The content type of the record is that of the reference, so nothing is known of the object's. */
    private static Attributes at(Attributes said, @Nullable Long changedAtMillis) {
        return new Attributes(
                null,
                said.filename(),
                said.title(),
                said.sourceUri(),
                said.acl(),
                said.metadata(),
                changedAtMillis == null ? said.changedAtMillis() : changedAtMillis);
    }
}
