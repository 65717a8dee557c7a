package dev.millrace.core.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Locale;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * A note in the topic of dead letters that one of them is dealt with, since nothing can be deleted from the middle of a
 * topic. It stands in the letter's partition, behind it, and has no value.
 *
 * @param offset of the letter, in the partition of this note
 */
public record Resolution(int partition, long offset, Kind kind) {

    /** How it was dealt with. */
    public enum Kind {
        /** Sent to be processed again: what fails then is a new letter. */
        REPLAYED,
        /** Not wanted any more. */
        DROPPED;

        /** As it is written. */
        public String written() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final String PREFIX = "__millrace.dead-letter.";
    private static final String OFFSET = PREFIX + "offset";
    private static final String RESOLVED = PREFIX + "resolved";

    /**
     * The record to write.
     *
     * @param key of the letter
     */
    public ProducerRecord<byte[], byte[]> record(String deadLetterTopic, byte @Nullable [] key) {
        Headers headers = new RecordHeaders()
                .add(OFFSET, Long.toString(offset).getBytes(UTF_8))
                .add(RESOLVED, kind.written().getBytes(UTF_8));
        return new ProducerRecord<>(deadLetterTopic, partition, null, key, null, headers);
    }

    /**
     * Reads a note back; empty for a record that is none.
     *
     * @param partition of the record
     */
    public static Optional<Resolution> read(int partition, Headers headers) {
        String offset = text(headers, OFFSET);
        String kind = text(headers, RESOLVED);
        if (offset == null || kind == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    new Resolution(partition, Long.parseLong(offset), Kind.valueOf(kind.toUpperCase(Locale.ROOT))));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static @Nullable String text(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), UTF_8);
    }
}
