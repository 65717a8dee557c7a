package dev.millrace.core.replay;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.millrace.core.deadletter.DeadLetter.Origin;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * What the headers of a record of the replays topic say. Key, value and other headers are those of the document's record.
 * All names begin with {@value #PREFIX}; on any other topic they mean nothing.
 *
 * @param place where the record first stood: the ledger refuses it when it has accepted a newer one. Empty for a reference
 *     that nobody sent, whose object's present state decides anyway.
 * @param force emit every chunk again at a new revision, whatever the ledger remembers
 * @param removeChunks ids of chunks of this document that the index holds and the ledger does not know
 */
public record Replay(Optional<Origin> place, boolean force, List<String> removeChunks) {

    static final String PREFIX = "__millrace.replay.";
    private static final String TOPIC = PREFIX + "topic";
    private static final String PARTITION = PREFIX + "partition";
    private static final String OFFSET = PREFIX + "offset";
    private static final String TIMESTAMP = PREFIX + "timestamp";
    private static final String TOPIC_ID = PREFIX + "topic-id";
    private static final String FORCE = PREFIX + "force";
    private static final String REMOVE_CHUNKS = PREFIX + "remove-chunks";
    private static final String SEPARATOR = ",";

    public Replay {
        removeChunks = List.copyOf(removeChunks);
    }

    /** Processed again as if for the first time, in its old place. */
    public static Replay of(Origin place) {
        return new Replay(Optional.of(place), false, List.of());
    }

    /** The document's own headers, less those of an earlier replay, then these. */
    public Headers headers(Headers original) {
        Headers headers = without(original);
        place.ifPresent(origin -> {
            add(headers, TOPIC, origin.topic());
            add(headers, PARTITION, Integer.toString(origin.partition()));
            add(headers, OFFSET, Long.toString(origin.offset()));
            add(headers, TIMESTAMP, Long.toString(origin.timestampMillis()));
            add(headers, TOPIC_ID, origin.topicId());
        });
        if (force) {
            add(headers, FORCE, "true");
        }
        if (!removeChunks.isEmpty()) {
            add(headers, REMOVE_CHUNKS, String.join(SEPARATOR, removeChunks));
        }
        return headers;
    }

    /** Reads the headers back. What can't be read is taken for not said. */
    public static Replay read(Headers headers) {
        String removed = text(headers, REMOVE_CHUNKS);
        return new Replay(
                place(headers),
                "true".equals(text(headers, FORCE)),
                removed == null ? List.of() : Arrays.asList(removed.split(SEPARATOR)));
    }

    /** A document's headers without those of a replay. */
    public static Headers without(Headers original) {
        Headers headers = new RecordHeaders();
        for (Header header : original) {
            if (!header.key().startsWith(PREFIX)) {
                headers.add(header);
            }
        }
        return headers;
    }

    private static Optional<Origin> place(Headers headers) {
        String topic = text(headers, TOPIC);
        String partition = text(headers, PARTITION);
        String offset = text(headers, OFFSET);
        String timestamp = text(headers, TIMESTAMP);
        String topicId = text(headers, TOPIC_ID);
        if (topic == null || partition == null || offset == null || timestamp == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Origin(
                    topic,
                    Integer.parseInt(partition),
                    Long.parseLong(offset),
                    Long.parseLong(timestamp),
                    topicId == null ? "" : topicId));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static void add(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(UTF_8));
    }

    private static @Nullable String text(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), UTF_8);
    }
}
