package dev.millrace.core.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * A record that a service rejected. Its headers follow KIP-1034: all begin with {@value #PREFIX}, all are UTF-8 text.
 *
 * @param stage the service that rejected it
 * @param message one sentence for people, without content of the document
 * @param stackSummary for developers, where an exception is the cause: the types of the exceptions and the topmost lines
 *     of code, without messages, which might quote the document
 */
public record DeadLetter(
        String stage,
        Reason reason,
        String message,
        @Nullable String stackSummary,
        Origin origin) {

    public static final String PREFIX = "__streams.errors.";
    private static final String STAGE = PREFIX + "stage";
    private static final String REASON = PREFIX + "reason";
    private static final String MESSAGE = PREFIX + "message";
    private static final String STACK_SUMMARY = PREFIX + "stacktrace";
    private static final String TOPIC = PREFIX + "topic";
    private static final String PARTITION = PREFIX + "partition";
    private static final String OFFSET = PREFIX + "offset";
    private static final String TIMESTAMP = PREFIX + "timestamp";
    private static final String TOPIC_ID = PREFIX + "topic-id";

    /** Without a stack summary. */
    public DeadLetter(String stage, Reason reason, String message, Origin origin) {
        this(stage, reason, message, null, origin);
    }

    /**
     * Where the record stood.
     *
     * @param topicId Kafka's id of the topic, since one of the same name may be created anew; empty when not known
     */
    public record Origin(String topic, int partition, long offset, long timestampMillis, String topicId) {

        public Origin(String topic, int partition, long offset, long timestampMillis) {
            this(topic, partition, offset, timestampMillis, "");
        }

        public static Origin of(ConsumerRecord<?, ?> record) {
            return new Origin(record.topic(), record.partition(), record.offset(), record.timestamp());
        }
    }

    /** The record to write: the original's key, value and headers, then these. */
    public ProducerRecord<byte[], byte[]> record(
            String deadLetterTopic, byte @Nullable [] key, byte @Nullable [] value, Headers original) {
        return new ProducerRecord<>(deadLetterTopic, null, key, value, headers(original));
    }

    /** The original's headers, less those of an earlier failure, then these. */
    public Headers headers(Headers original) {
        RecordHeaders headers = new RecordHeaders();
        for (Header header : original) {
            if (!header.key().startsWith(PREFIX)) {
                headers.add(header);
            }
        }
        add(headers, STAGE, stage);
        add(headers, REASON, reason.name());
        add(headers, MESSAGE, message);
        if (stackSummary != null) {
            add(headers, STACK_SUMMARY, stackSummary);
        }
        add(headers, TOPIC, origin.topic());
        add(headers, PARTITION, Integer.toString(origin.partition()));
        add(headers, OFFSET, Long.toString(origin.offset()));
        add(headers, TIMESTAMP, Long.toString(origin.timestampMillis()));
        if (!origin.topicId().isEmpty()) {
            add(headers, TOPIC_ID, origin.topicId());
        }
        return headers;
    }

    /** Reads the headers back; empty when they are not those of a dead letter. */
    public static Optional<DeadLetter> read(Headers headers) {
        List<String> values = new ArrayList<>();
        for (String name : List.of(STAGE, REASON, MESSAGE, TOPIC, PARTITION, OFFSET, TIMESTAMP)) {
            String value = value(headers, name);
            if (value == null) {
                return Optional.empty();
            }
            values.add(value);
        }
        try {
            Origin origin = new Origin(
                    values.get(3),
                    Integer.parseInt(values.get(4)),
                    Long.parseLong(values.get(5)),
                    Long.parseLong(values.get(6)),
                    Objects.requireNonNullElse(value(headers, TOPIC_ID), ""));
            Reason reason = Reason.valueOf(values.get(1));
            return Optional.of(
                    new DeadLetter(values.get(0), reason, values.get(2), value(headers, STACK_SUMMARY), origin));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static @Nullable String value(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), UTF_8);
    }

    private static void add(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(UTF_8));
    }
}
