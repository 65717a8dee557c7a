package dev.millrace.embed;

import dev.millrace.core.deadletter.Reason;
import dev.millrace.core.kafka.ChunkEvents;
import dev.millrace.core.message.Chunk;
import dev.millrace.core.message.ChunkEvent;
import dev.millrace.core.message.ChunkRemoved;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What a record of the chunks topic asks for. */
sealed interface Task {

    ConsumerRecord<byte[], byte[]> record();

    /** A passage that wants a vector. */
    record Embed(ConsumerRecord<byte[], byte[]> record, Chunk chunk) implements Task {}

    /** A removal to pass on. */
    record PassOn(ConsumerRecord<byte[], byte[]> record, ChunkRemoved removed) implements Task {}

    /** A record that can't be used; {@code message} is a sentence without content. */
    record Reject(ConsumerRecord<byte[], byte[]> record, Reason reason, String message) implements Task {}

    static Task of(ConsumerRecord<byte[], byte[]> record) {
        ChunkEvent event = ChunkEvents.readChunk(record.value()).orElse(ChunkEvent.getDefaultInstance());
        return switch (event.getEventCase()) {
            case CHUNK -> new Embed(record, event.getChunk());
            case REMOVED -> new PassOn(record, event.getRemoved());
            case EVENT_NOT_SET -> new Reject(record, Reason.MALFORMED, "the value is no chunk event");
        };
    }
}
