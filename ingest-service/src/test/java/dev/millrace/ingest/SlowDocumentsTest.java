package dev.millrace.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.millrace.core.message.LedgerEntry;
import dev.millrace.core.message.LedgerStatus;
import java.nio.file.Path;
import java.util.List;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What takes long, and what was left undone. */
class SlowDocumentsTest {

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
    void aSlowDocumentDoesNotHoldUpTheOthersAndIsFoundWhenItIsDone() {
        topology.put("slow.pdf", "slow");
        topology.put("quick.md", "alpha");
        assertThat(topology.events())
                .extracting(event -> event.getChunk().getText())
                .containsExactly("alpha");
        assertThat(topology.unfinished()).isEqualTo(1);

        topology.slowParses.getFirst().done = true;
        topology.goOn();

        assertThat(topology.events())
                .extracting(event -> event.getChunk().getText())
                .containsExactly("slow");
        assertThat(topology.outcomes("deferred")).isEqualTo(1);
        assertThat(topology.unfinished()).isZero();
        assertThat(topology.ledger().get("slow.pdf").getPendingCount()).isZero();
    }

    @Test
    void aNewerVersionEndsTheParseOfASlowOne() {
        topology.put("report.pdf", "slow");
        topology.put("report.pdf", "alpha");
        topology.events();

        topology.slowParses.getFirst().done = true;
        topology.goOn();

        assertThat(topology.events()).isEmpty();
        assertThat(topology.slowParses.getFirst().closed).isTrue();
    }

    @Test
    void aSlowVersionIsKeptWhenTheNextCanNotBeParsed() {
        topology.put("report.pdf", "slow");
        topology.put("report.pdf", "corrupt");
        assertThat(topology.deadLetters.isEmpty()).isFalse();
        assertThat(topology.events()).isEmpty();

        topology.slowParses.getFirst().done = true;
        topology.goOn();

        assertThat(texts()).containsExactly("slow");
        LedgerEntry entry = topology.ledger().get("report.pdf");
        assertThat(entry.getStatus()).isEqualTo(LedgerStatus.FAILED);
        assertThat(entry.getPendingCount()).isZero();
    }

    @Test
    void slowVersionsOfADocumentFollowOneAnother() {
        topology.put("report.pdf", "slow one");
        topology.put("report.pdf", "slow two");
        topology.records.delivery = Delivery.first(
                "report.pdf".getBytes(UTF_8), "slow two".getBytes(UTF_8), new RecordHeaders(), TestTopology.origin(1));

        topology.slowParses.getFirst().done = true;
        topology.goOn();
        assertThat(texts()).containsExactly("slow one");
        assertThat(topology.ledger().get("report.pdf").getPendingCount()).isEqualTo(1);

        await().until(() -> {
            topology.slowParses.forEach(parse -> parse.done = true);
            topology.goOn();
            return topology.ledger().get("report.pdf").getPendingCount() == 0;
        });
        assertThat(texts()).contains("slow two");
        assertThat(topology.ledger().get("report.pdf").getStatus()).isEqualTo(LedgerStatus.CURRENT);
    }

    @Test
    void anEarlierVersionThatTheTopicHasLostDoesNotKeepTheNextFromItsTurn() {
        topology.put("report.pdf", "slow");
        topology.put("report.pdf", "corrupt");
        LedgerEntry left = topology.ledger().get("report.pdf");
        topology.put("report.pdf", "alpha");
        topology.events();
        topology.ledger().put("report.pdf", left);

        await().until(() -> {
            topology.goOn();
            return topology.ledger().get("report.pdf").getPendingCount() == 0;
        });
    }

    @Test
    void aSlowDocumentIsTakenUpAgainByTheNextProcess() {
        topology.put("report.pdf", "slow");
        LedgerEntry left = topology.ledger().get("report.pdf");
        topology.put("report.pdf", "alpha");
        topology.events();
        topology.slowParses.clear();
        topology.records.delivery = Delivery.first(
                "report.pdf".getBytes(UTF_8),
                "slow again".getBytes(UTF_8),
                new RecordHeaders(),
                TestTopology.origin(0));
        topology.ledger().put("report.pdf", left);

        await().until(() -> {
            topology.goOn();
            topology.slowParses.forEach(parse -> parse.done = true);
            return !topology.chunks.isEmpty();
        });

        assertThat(topology.events())
                .extracting(event -> event.getChunk().getText())
                .containsExactly("slow again");
    }

    @Test
    void whatAnotherChunkerCutIsCutAgain() {
        topology.put("notes.md", "alpha");
        topology.events();
        topology.records.delivery = Delivery.first(
                "notes.md".getBytes(UTF_8), "alpha\nbeta".getBytes(UTF_8), new RecordHeaders(), TestTopology.origin(0));
        LedgerEntry old = topology.ledger().get("notes.md").toBuilder()
                .setProcessingFingerprint("other")
                .build();
        topology.ledger().put("notes.md", old);

        await().until(() -> {
            topology.goOn();
            return !topology.chunks.isEmpty();
        });

        assertThat(topology.events())
                .extracting(event -> event.getChunk().getText())
                .containsExactly("beta");
    }

    private List<String> texts() {
        return topology.events().stream()
                .map(event -> event.getChunk().getText())
                .toList();
    }
}
