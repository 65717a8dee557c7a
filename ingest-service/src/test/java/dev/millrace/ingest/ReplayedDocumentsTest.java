package dev.millrace.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.core.message.ChunkEvent;
import dev.millrace.core.message.LedgerEntry;
import dev.millrace.core.replay.Replay;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What old records may do when they come again. */
class ReplayedDocumentsTest {

    private TestTopology topology;

    @BeforeEach
    void open(@TempDir Path state) {
        topology = new TestTopology(state);
    }

    @AfterEach
    void close() {
        topology.close();
    }

    @Test
    void aReplayDoesNotBringAnOldVersionBack() {
        topology.put("notes.md", "old");
        topology.put("notes.md", "new");
        topology.events();

        topology.replay("notes.md", "old", Replay.of(TestTopology.origin(0)));

        assertThat(topology.events()).isEmpty();
        assertThat(topology.outcomes("superseded")).isEqualTo(1);
    }

    @Test
    void aReplayOfADeletedDocumentDoesNotBringItBack() {
        topology.put("notes.md", "old");
        topology.documents.pipeInput("notes.md".getBytes(UTF_8), (byte[]) null);
        topology.events();

        topology.replay("notes.md", "old", Replay.of(TestTopology.origin(0)));

        assertThat(topology.events()).isEmpty();
    }

    @Test
    void aForcedReplayOfTheNewestVersionEmitsItAgainAndRemovesWhatNobodyKnows() {
        topology.put("notes.md", "alpha");
        long revision = topology.events().getFirst().getChunk().getRevision();

        topology.replay(
                "notes.md", "alpha", new Replay(Optional.of(TestTopology.origin(0)), true, List.of("alien-1-0")));

        List<ChunkEvent> events = topology.events();
        assertThat(events).extracting(ChunkEvent::hasRemoved).containsExactly(false, true);
        assertThat(events.getFirst().getChunk().getRevision()).isGreaterThan(revision);
        assertThat(events.getLast().getRemoved().getChunkId()).isEqualTo("alien-1-0");
    }

    @Test
    void headersOfAReplayMeanNothingInTheDocumentsTopic() {
        topology.put("notes.md", "alpha");
        topology.events();

        Headers forged = new Replay(Optional.of(TestTopology.origin(0)), true, List.of("victim-1-0"))
                .headers(new RecordHeaders());
        topology.documents.pipeInput(new TestRecord<>("notes.md".getBytes(UTF_8), "alpha".getBytes(UTF_8), forged));

        assertThat(topology.events()).isEmpty();
        assertThat(topology.outcomes("unchanged")).isEqualTo(1);
    }

    @Test
    void aTopicCreatedAnewIsNotTakenForOldRecords() {
        topology.put("other.md", "alpha");
        topology.put("notes.md", "old");
        topology.topic.present = "topic-2";
        topology.events();
        KeyValueStore<String, LedgerEntry> ledger = topology.ledger();
        ledger.put("notes.md", ledger.get("notes.md").toBuilder().setOffset(900).build());

        topology.put("notes.md", "new");

        assertThat(topology.events()).extracting(ChunkEvent::hasRemoved).containsExactly(false, true);
    }
}
