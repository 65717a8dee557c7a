package dev.millrace.ingest.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.millrace.core.message.Chunk;
import dev.millrace.core.message.ChunkEvent;
import dev.millrace.core.message.ChunkRemoved;
import dev.millrace.core.message.LedgerChunk;
import dev.millrace.core.message.LedgerEntry;
import dev.millrace.core.message.LedgerStatus;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecoveredLedgerTest {

    private final RecoveredLedger ledger = new RecoveredLedger();

    @Test
    void theNewestEventOfEachChunkDecidesWhateverTheOrder() {
        ledger.take(removed("a", 30));
        ledger.take(chunk("a", 10));
        ledger.take(chunk("b", 10));
        ledger.take(chunk("b", 20));

        LedgerEntry entry = ledger.entries().get("doc");
        assertThat(entry.getChunksList())
                .extracting(LedgerChunk::getChunkId, LedgerChunk::getRevision)
                .containsExactly(tuple("b", 20L));
        assertThat(entry.getRevision()).as("also of what is gone").isEqualTo(30);
        assertThat(entry.getStatus()).isEqualTo(LedgerStatus.CURRENT);
    }

    @Test
    void aDocumentOfRemovedChunksIsDeletedAndKeepsItsRevision() {
        ledger.take(chunk("a", 10));
        ledger.take(removed("a", 30));

        LedgerEntry entry = ledger.entries().get("doc");
        assertThat(entry.getStatus()).isEqualTo(LedgerStatus.DELETED);
        assertThat(entry.getRevision()).isEqualTo(30);
    }

    @Test
    void theSameContentEmitsNothingAfterARecovery() {
        Chunk chunk = chunk("a", 10).getChunk();
        ledger.take(ChunkEvent.newBuilder().setChunk(chunk).build());

        Held held = Held.of(ledger.entries().get("doc"));
        Chunk again = chunk.toBuilder().setRevision(50).build();

        assertThat(ChunkDelta.between(held, List.of(again), new Change("doc", 50, 0, 0))
                        .events())
                .isEmpty();
    }

    private static ChunkEvent chunk(String id, long revision) {
        return ChunkEvent.newBuilder()
                .setChunk(Chunk.newBuilder()
                        .setDocumentId("doc")
                        .setChunkId(id)
                        .setText(id)
                        .setRevision(revision))
                .build();
    }

    private static ChunkEvent removed(String id, long revision) {
        return ChunkEvent.newBuilder()
                .setRemoved(ChunkRemoved.newBuilder()
                        .setDocumentId("doc")
                        .setChunkId(id)
                        .setRevision(revision))
                .build();
    }
}
