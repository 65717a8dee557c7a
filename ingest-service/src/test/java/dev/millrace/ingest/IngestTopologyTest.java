package dev.millrace.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.core.deadletter.DeadLetter;
import dev.millrace.core.deadletter.Reason;
import dev.millrace.core.message.ChunkEvent;
import java.nio.file.Path;
import java.util.List;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of records. */
class IngestTopologyTest {

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
    void aDocumentBecomesChunksThatCarryWhatIsKnownOfIt() {
        topology.put("notes.md", "alpha\nbeta");

        List<ChunkEvent> events = topology.events();
        assertThat(events).extracting(event -> event.getChunk().getText()).containsExactly("alpha", "beta");
        assertThat(events.getFirst().getChunk().getDocumentId()).isEqualTo("notes.md");
        assertThat(events.getFirst().getChunk().getFilename()).isEqualTo("notes.md");
        assertThat(topology.outcomes("chunked")).isEqualTo(1);
    }

    @Test
    void theSameDocumentAgainEmitsNothing() {
        topology.put("notes.md", "alpha");
        topology.events();

        topology.put("notes.md", "alpha");

        assertThat(topology.events()).isEmpty();
        assertThat(topology.outcomes("unchanged")).isEqualTo(1);
    }

    @Test
    void anEditEmitsTheDifferenceAndADeletionTheRest() {
        topology.put("notes.md", "alpha\nbeta");
        topology.events();

        topology.put("notes.md", "alpha\ngamma");
        assertThat(topology.events()).extracting(ChunkEvent::hasRemoved).containsExactly(false, true);

        topology.documents.pipeInput("notes.md".getBytes(UTF_8), (byte[]) null);
        assertThat(topology.events()).extracting(ChunkEvent::hasRemoved).containsExactly(true, true);
    }

    @Test
    void aSentenceThatStandsTwiceIsTwoChunks() {
        topology.put("notes.md", "alpha\nalpha");

        assertThat(topology.events())
                .extracting(event -> event.getChunk().getChunkId())
                .doesNotHaveDuplicates()
                .hasSize(2);
    }

    @Test
    void aDocumentThatCanNotBeParsedIsADeadLetterWithItsPlace() {
        topology.put("good.md", "alpha");
        topology.put("bad.pdf", "corrupt");

        TestRecord<byte[], byte[]> record = topology.deadLetters.readRecord();
        DeadLetter letter = DeadLetter.read(record.headers()).orElseThrow();
        assertThat(letter.reason()).isEqualTo(Reason.CORRUPT);
        assertThat(letter.stackSummary()).startsWith("IOException");
        assertThat(letter.stage()).isEqualTo("ingest-service");
        assertThat(letter.origin().topic()).isEqualTo(TestTopology.TOPICS.documents());
        assertThat(letter.origin().offset()).isEqualTo(1);
        assertThat(record.value()).asString().isEqualTo("corrupt");
        assertThat(topology.events()).hasSize(1);
    }

    @Test
    void aRecordWithoutAKeyIsADeadLetter() {
        topology.documents.pipeInput(null, "alpha".getBytes(UTF_8));

        assertThat(DeadLetter.read(topology.deadLetters.readRecord().headers())
                        .orElseThrow()
                        .reason())
                .isEqualTo(Reason.MISSING_KEY);
        assertThat(topology.outcomes("rejected")).isEqualTo(1);
    }

    @Test
    void troubleOfTheDiskIsWaitedOut() {
        topology.failuresAhead = 2;

        topology.put("notes.md", "alpha");

        assertThat(topology.events()).hasSize(1);
        assertThat(topology.deadLetters.isEmpty()).isTrue();
    }

    @Test
    void aKeyThatIsNoTextIsADeadLetter() {
        topology.documents.pipeInput(new byte[] {(byte) 0xff, 0}, "alpha".getBytes(UTF_8));

        assertThat(DeadLetter.read(topology.deadLetters.readRecord().headers())
                        .orElseThrow()
                        .reason())
                .isEqualTo(Reason.MALFORMED);
    }
}
