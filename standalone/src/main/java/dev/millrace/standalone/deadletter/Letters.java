package dev.millrace.standalone.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.millrace.core.deadletter.DeadLetter;
import dev.millrace.core.deadletter.DeadLetter.Origin;
import dev.millrace.core.deadletter.Resolution;
import dev.millrace.core.kafka.ChunkEvents;
import dev.millrace.core.kafka.KafkaConfig;
import dev.millrace.core.kafka.TopicSnapshot;
import dev.millrace.core.message.Chunk;
import dev.millrace.core.message.ChunkEvent;
import dev.millrace.core.message.ChunkRemoved;
import dev.millrace.core.message.EmbeddedChunkEvent;
import dev.millrace.embed.EmbedApplication;
import dev.millrace.index.IndexApplication;
import dev.millrace.standalone.verify.RecordReader;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads the topic of dead letters, from its beginning to where it ends now. */
public final class Letters {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final KafkaConfig kafka;
    private final String topic;

    public Letters(KafkaConfig kafka, String topic) {
        this.kafka = kafka;
        this.topic = topic;
    }

    /** The letters that are meant, the oldest first; without their values. */
    public List<Letter> read(Predicate<Letter> meant) {
        Map<Letter.Id, Letter> letters = new LinkedHashMap<>();
        new TopicSnapshot(kafka, "millrace-dead-letters", PATIENCE).read(topic, record -> take(letters, record));
        return letters.values().stream()
                .filter(meant)
                .sorted(Comparator.comparing(Letter::written))
                .toList();
    }

    /** The whole record of a letter; empty when the topic has it no longer. */
    public Optional<ConsumerRecord<byte[], byte[]>> record(Letter letter) {
        try (RecordReader reader = new RecordReader(kafka)) {
            return reader.read(
                    new Origin(topic, letter.id().partition(), letter.id().offset(), 0));
        }
    }

    private static void take(Map<Letter.Id, Letter> letters, ConsumerRecord<byte[], byte[]> record) {
        Optional<Resolution> note = Resolution.read(record.partition(), record.headers());
        if (note.isPresent()) {
            letters.computeIfPresent(
                    new Letter.Id(note.get().partition(), note.get().offset()),
                    (id, letter) -> letter.resolved(note.get().kind()));
            return;
        }
        DeadLetter.read(record.headers()).ifPresent(rejection -> {
            Letter.Id id = new Letter.Id(record.partition(), record.offset());
            letters.put(
                    id,
                    new Letter(
                            id,
                            Instant.ofEpochMilli(record.timestamp()),
                            documentId(rejection.stage(), record),
                            record.key(),
                            rejection,
                            Optional.empty()));
        });
    }

    private static String documentId(String stage, ConsumerRecord<byte[], byte[]> record) {
        String key = record.key() == null ? "" : new String(record.key(), UTF_8);
        return switch (stage) {
            case EmbedApplication.NAME ->
                ChunkEvents.readChunk(record.value()).map(Letters::documentId).orElse("");
            case IndexApplication.NAME ->
                ChunkEvents.readEmbedded(record.value())
                        .map(Letters::documentId)
                        .orElse("");
            default -> key;
        };
    }

    private static String documentId(ChunkEvent event) {
        return event.hasRemoved()
                ? event.getRemoved().getDocumentId()
                : event.getChunk().getDocumentId();
    }

    private static String documentId(EmbeddedChunkEvent event) {
        ChunkRemoved removed = event.getRemoved();
        Chunk chunk = event.getEmbedded().getChunk();
        return event.hasRemoved() ? removed.getDocumentId() : chunk.getDocumentId();
    }
}
