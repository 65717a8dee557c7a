package dev.millrace.ingest.document;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Reads the record headers that a producer may set: {@code content-type}, {@code filename}, {@code title},
 * {@code source-uri}, {@code acl} (see {@link AclReader}), {@code meta.<name>}; and those of CloudEvents in
 * binary mode, which stand in where the former are missing: {@code ce_source}, {@code ce_subject} and {@code ce_time}.
 */
final class DocumentHeaders {

    static final String CONTENT_TYPE = "content-type";
    private static final String FILENAME = "filename";
    private static final String TITLE = "title";
    private static final String SOURCE_URI = "source-uri";
    private static final String ACL = "acl";
    private static final String METADATA_PREFIX = "meta.";
    private static final String CLOUD_EVENT_SOURCE = "ce_source";
    private static final String CLOUD_EVENT_SUBJECT = "ce_subject";
    private static final String CLOUD_EVENT_TIME = "ce_time";

    private DocumentHeaders() {}

    /**
     * Reads what the headers say.
     *
     * @param writtenAtMillis the record's timestamp: the time of the change where no header says better
     * @throws MalformedHeaderException for a header that is no UTF-8 text, or an {@code acl} that names nobody
     */
    static Attributes read(Headers headers, long writtenAtMillis) throws MalformedHeaderException {
        String subject = text(headers, CLOUD_EVENT_SUBJECT);
        String filename = text(headers, FILENAME);
        String sourceUri = text(headers, SOURCE_URI);
        return new Attributes(
                text(headers, CONTENT_TYPE),
                filename == null ? subject : filename,
                text(headers, TITLE),
                sourceUri == null ? text(headers, CLOUD_EVENT_SOURCE) : sourceUri,
                acl(headers),
                metadata(headers),
                changedAt(text(headers, CLOUD_EVENT_TIME), writtenAtMillis));
    }

    /** Nothing was said only where there is no such header: one that can't be read must not open the document to all. */
    private static List<String> acl(Headers headers) throws MalformedHeaderException {
        if (headers.lastHeader(ACL) == null) {
            return List.of();
        }
        String text = text(headers, ACL);
        return AclReader.read(text == null ? "" : text)
                .orElseThrow(() -> new MalformedHeaderException(ACL, AclReader.EXPECTED));
    }

    private static SortedMap<String, String> metadata(Headers headers) throws MalformedHeaderException {
        SortedMap<String, String> metadata = new TreeMap<>();
        for (Header header : headers) {
            String name = header.key();
            if (name.startsWith(METADATA_PREFIX) && name.length() > METADATA_PREFIX.length()) {
                String value = text(headers, name);
                if (value != null) {
                    metadata.put(name.substring(METADATA_PREFIX.length()), value);
                }
            }
        }
        return metadata;
    }

    private static long changedAt(@Nullable String cloudEventTime, long writtenAtMillis) {
        if (cloudEventTime == null) {
            return writtenAtMillis;
        }
        try {
            Instant time = OffsetDateTime.parse(cloudEventTime).toInstant();
            return Math.min(time.toEpochMilli(), writtenAtMillis);
        } catch (DateTimeParseException e) {
            return writtenAtMillis; // a time that can't be read is no reason to refuse a document
        }
    }

    /** The last header of this name; null when there is none, or it is blank. */
    private static @Nullable String text(Headers headers, String name) throws MalformedHeaderException {
        Header header = headers.lastHeader(name);
        if (header == null || header.value() == null) {
            return null;
        }
        try {
            String text =
                    UTF_8.newDecoder().decode(ByteBuffer.wrap(header.value())).toString();
            String clean = text.replace("\0", "").strip();
            return clean.isEmpty() ? null : clean;
        } catch (CharacterCodingException e) {
            throw new MalformedHeaderException(name, "UTF-8 text");
        }
    }

    /** A header that can't be read. */
    static final class MalformedHeaderException extends Exception {

        private static final long serialVersionUID = 1L;

        MalformedHeaderException(String name, String expected) {
            super("the header " + name + " is not " + expected);
        }
    }
}
