package dev.millrace.standalone.campaign;

import dev.millrace.core.kafka.ChunkEvents;
import dev.millrace.core.message.Chunk;
import dev.millrace.core.message.ChunkEvent;
import dev.millrace.core.message.ChunkRemoved;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What ingest-service last said of each chunk, by revision, in whatever order it stands in the topic. */
final class ChunkLog {

    private ChunkLog() {}

    /** The newest word on a chunk. */
    record Newest(String documentId, String chunkId, long revision, boolean removed) {

        private static Newest of(ChunkEvent event) {
            if (event.hasRemoved()) {
                ChunkRemoved removed = event.getRemoved();
                return new Newest(removed.getDocumentId(), removed.getChunkId(), removed.getRevision(), true);
            }
            Chunk chunk = event.getChunk();
            return new Newest(chunk.getDocumentId(), chunk.getChunkId(), chunk.getRevision(), false);
        }
    }

    static List<Newest> of(List<ConsumerRecord<byte[], byte[]>> records) {
        Map<String, Newest> newest = new HashMap<>();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            Newest said = Newest.of(ChunkEvents.readChunk(record.value()).orElseThrow());
            newest.merge(said.chunkId(), said, (a, b) -> a.revision() >= b.revision() ? a : b);
        }
        return List.copyOf(newest.values());
    }
}
