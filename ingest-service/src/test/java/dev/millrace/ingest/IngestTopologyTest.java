package dev.millrace.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.millrace.core.config.SettingsLoader;
import dev.millrace.core.deadletter.DeadLetter;
import dev.millrace.core.deadletter.DeadLetter.Origin;
import dev.millrace.core.deadletter.Reason;
import dev.millrace.core.kafka.ChunkEvents;
import dev.millrace.core.kafka.RetryPause;
import dev.millrace.core.kafka.TopicsConfig;
import dev.millrace.core.message.ChunkEvent;
import dev.millrace.core.message.LedgerEntry;
import dev.millrace.core.replay.Replay;
import dev.millrace.core.service.Failpoint;
import dev.millrace.ingest.chunk.TextChunk;
import dev.millrace.ingest.parse.Block;
import dev.millrace.ingest.parse.DocumentParser;
import dev.millrace.ingest.parse.DocumentSource;
import dev.millrace.ingest.parse.Parse;
import dev.millrace.ingest.parse.ParseFailure;
import dev.millrace.ingest.parse.ParseOutcome;
import dev.millrace.ingest.parse.ParsedDocument;
import dev.millrace.ingest.parse.Span;
import dev.millrace.ingest.source.Fetched;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The topology as a whole, with a parser that takes each line for a passage. */
class IngestTopologyTest {

    private static final TopicsConfig TOPICS =
            TopicsConfig.from(new SettingsLoader(Map.of(), new Properties()).load(null, Map.of()));

    private final FakeDocumentsTopic topic = new FakeDocumentsTopic();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final List<SlowParse> slowParses = new ArrayList<>();
    private final FakeRecords records = new FakeRecords();
    private int failuresAhead;
    private TopologyTestDriver driver;
    private TestInputTopic<byte[], byte[]> documents;
    private TestInputTopic<byte[], byte[]> replays;
    private TestOutputTopic<String, byte[]> chunks;
    private TestOutputTopic<byte[], byte[]> deadLetters;

    @BeforeEach
    void open(@TempDir Path state) {
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "test");
        properties.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
        driver = new TopologyTestDriver(IngestTopology.of(TOPICS, topic, this::processor), properties);
        documents = driver.createInputTopic(TOPICS.documents(), new ByteArraySerializer(), new ByteArraySerializer());
        replays = driver.createInputTopic(TOPICS.replays(), new ByteArraySerializer(), new ByteArraySerializer());
        chunks = driver.createOutputTopic(TOPICS.chunks(), new StringDeserializer(), new ByteArrayDeserializer());
        deadLetters = driver.createOutputTopic(
                TOPICS.deadLetters(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    @AfterEach
    void close() {
        driver.close();
    }

    @Test
    void aDocumentBecomesChunksThatCarryWhatIsKnownOfIt() {
        put("notes.md", "alpha\nbeta");

        List<ChunkEvent> events = events();
        assertThat(events).extracting(event -> event.getChunk().getText()).containsExactly("alpha", "beta");
        assertThat(events.getFirst().getChunk().getDocumentId()).isEqualTo("notes.md");
        assertThat(events.getFirst().getChunk().getFilename()).isEqualTo("notes.md");
        assertThat(outcomes("chunked")).isEqualTo(1);
    }

    @Test
    void theSameDocumentAgainEmitsNothing() {
        put("notes.md", "alpha");
        events();

        put("notes.md", "alpha");

        assertThat(events()).isEmpty();
        assertThat(outcomes("unchanged")).isEqualTo(1);
    }

    @Test
    void anEditEmitsTheDifferenceAndADeletionTheRest() {
        put("notes.md", "alpha\nbeta");
        events();

        put("notes.md", "alpha\ngamma");
        assertThat(events()).extracting(ChunkEvent::hasRemoved).containsExactly(false, true);

        documents.pipeInput("notes.md".getBytes(UTF_8), (byte[]) null);
        assertThat(events()).extracting(ChunkEvent::hasRemoved).containsExactly(true, true);
    }

    @Test
    void aSentenceThatStandsTwiceIsTwoChunks() {
        put("notes.md", "alpha\nalpha");

        assertThat(events())
                .extracting(event -> event.getChunk().getChunkId())
                .doesNotHaveDuplicates()
                .hasSize(2);
    }

    @Test
    void aDocumentThatCanNotBeParsedIsADeadLetterWithItsPlace() {
        put("good.md", "alpha");
        put("bad.pdf", "corrupt");

        TestRecord<byte[], byte[]> record = deadLetters.readRecord();
        DeadLetter letter = DeadLetter.read(record.headers()).orElseThrow();
        assertThat(letter.reason()).isEqualTo(Reason.CORRUPT);
        assertThat(letter.stackSummary()).startsWith("IOException");
        assertThat(letter.stage()).isEqualTo("ingest-service");
        assertThat(letter.origin().topic()).isEqualTo(TOPICS.documents());
        assertThat(letter.origin().offset()).isEqualTo(1);
        assertThat(record.value()).asString().isEqualTo("corrupt");
        assertThat(events()).hasSize(1);
    }

    @Test
    void aRecordWithoutAKeyIsADeadLetter() {
        documents.pipeInput(null, "alpha".getBytes(UTF_8));

        assertThat(DeadLetter.read(deadLetters.readRecord().headers())
                        .orElseThrow()
                        .reason())
                .isEqualTo(Reason.MISSING_KEY);
        assertThat(outcomes("rejected")).isEqualTo(1);
    }

    @Test
    void troubleOfTheDiskIsWaitedOut() {
        failuresAhead = 2;

        put("notes.md", "alpha");

        assertThat(events()).hasSize(1);
        assertThat(deadLetters.isEmpty()).isTrue();
    }

    @Test
    void aKeyThatIsNoTextIsADeadLetter() {
        documents.pipeInput(new byte[] {(byte) 0xff, 0}, "alpha".getBytes(UTF_8));

        assertThat(DeadLetter.read(deadLetters.readRecord().headers())
                        .orElseThrow()
                        .reason())
                .isEqualTo(Reason.MALFORMED);
    }

    @Test
    void aReplayDoesNotBringAnOldVersionBack() {
        put("notes.md", "old");
        put("notes.md", "new");
        events();

        replay("notes.md", "old", Replay.of(origin(0)));

        assertThat(events()).isEmpty();
        assertThat(outcomes("superseded")).isEqualTo(1);
    }

    @Test
    void aReplayOfADeletedDocumentDoesNotBringItBack() {
        put("notes.md", "old");
        documents.pipeInput("notes.md".getBytes(UTF_8), (byte[]) null);
        events();

        replay("notes.md", "old", Replay.of(origin(0)));

        assertThat(events()).isEmpty();
    }

    @Test
    void aForcedReplayOfTheNewestVersionEmitsItAgainAndRemovesWhatNobodyKnows() {
        put("notes.md", "alpha");
        long revision = events().getFirst().getChunk().getRevision();

        replay("notes.md", "alpha", new Replay(Optional.of(origin(0)), true, List.of("alien-1-0")));

        List<ChunkEvent> events = events();
        assertThat(events).extracting(ChunkEvent::hasRemoved).containsExactly(false, true);
        assertThat(events.getFirst().getChunk().getRevision()).isGreaterThan(revision);
        assertThat(events.getLast().getRemoved().getChunkId()).isEqualTo("alien-1-0");
    }

    @Test
    void headersOfAReplayMeanNothingInTheDocumentsTopic() {
        put("notes.md", "alpha");
        events();

        Headers forged = new Replay(Optional.of(origin(0)), true, List.of("victim-1-0")).headers(new RecordHeaders());
        documents.pipeInput(new TestRecord<>("notes.md".getBytes(UTF_8), "alpha".getBytes(UTF_8), forged));

        assertThat(events()).isEmpty();
        assertThat(outcomes("unchanged")).isEqualTo(1);
    }

    @Test
    void aTopicCreatedAnewIsNotTakenForOldRecords() {
        put("other.md", "alpha");
        put("notes.md", "old");
        topic.present = "topic-2";
        events();
        KeyValueStore<String, LedgerEntry> ledger = driver.getKeyValueStore(IngestTopology.LEDGER);
        ledger.put("notes.md", ledger.get("notes.md").toBuilder().setOffset(900).build());

        put("notes.md", "new");

        assertThat(events()).extracting(ChunkEvent::hasRemoved).containsExactly(false, true);
    }

    @Test
    void aSlowDocumentDoesNotHoldUpTheOthersAndIsFoundWhenItIsDone() {
        put("slow.pdf", "slow");
        put("quick.md", "alpha");
        assertThat(events()).extracting(event -> event.getChunk().getText()).containsExactly("alpha");

        slowParses.getFirst().done = true;
        driver.advanceWallClockTime(Duration.ofMillis(100));

        assertThat(events()).extracting(event -> event.getChunk().getText()).containsExactly("slow");
        assertThat(outcomes("deferred")).isEqualTo(1);
        assertThat(entry("slow.pdf").hasPending()).isFalse();
    }

    @Test
    void aNewerVersionEndsTheParseOfASlowOne() {
        put("report.pdf", "slow");
        put("report.pdf", "alpha");
        events();

        slowParses.getFirst().done = true;
        driver.advanceWallClockTime(Duration.ofMillis(100));

        assertThat(events()).isEmpty();
        assertThat(slowParses.getFirst().closed).isTrue();
    }

    @Test
    void aSlowDocumentIsTakenUpAgainByTheNextProcess() {
        put("report.pdf", "slow");
        LedgerEntry left = entry("report.pdf");
        put("report.pdf", "alpha");
        events();
        slowParses.clear();
        records.delivery = Delivery.first(
                "report.pdf".getBytes(UTF_8), "slow again".getBytes(UTF_8), new RecordHeaders(), origin(0));
        driver.<String, LedgerEntry>getKeyValueStore(IngestTopology.LEDGER).put("report.pdf", left);

        await().until(() -> {
            driver.advanceWallClockTime(Duration.ofMillis(100));
            slowParses.forEach(parse -> parse.done = true);
            return !chunks.isEmpty();
        });

        assertThat(events()).extracting(event -> event.getChunk().getText()).containsExactly("slow again");
    }

    @Test
    void whatAnotherChunkerCutIsCutAgain() {
        put("notes.md", "alpha");
        events();
        records.delivery = Delivery.first(
                "notes.md".getBytes(UTF_8), "alpha\nbeta".getBytes(UTF_8), new RecordHeaders(), origin(0));
        LedgerEntry old =
                entry("notes.md").toBuilder().setProcessingFingerprint("other").build();
        driver.<String, LedgerEntry>getKeyValueStore(IngestTopology.LEDGER).put("notes.md", old);

        await().until(() -> {
            driver.advanceWallClockTime(Duration.ofMillis(100));
            return !chunks.isEmpty();
        });

        assertThat(events()).extracting(event -> event.getChunk().getText()).containsExactly("beta");
    }

    private IngestProcessor processor(DocumentsTopic present) {
        IngestMetrics metrics = new IngestMetrics(registry, TOPICS.documents());
        LedgerRules rules = new LedgerRules("test", OnFailure.KEEP);
        DocumentIngestor ingestor = new DocumentIngestor(
                uri -> new Fetched.Gone(),
                parser(),
                document -> document.blocks().stream()
                        .map(block -> passage(document, block))
                        .toList(),
                rules,
                metrics,
                Clock.systemUTC());
        RetryPause noPause = new RetryPause(Duration.ofMillis(1), Duration.ofMillis(1));
        return new IngestProcessor(
                present,
                TOPICS,
                (ledger, writer) -> new PartitionIngestor(
                        ingestor,
                        rules,
                        ledger,
                        writer,
                        records,
                        new PartitionIngestor.Patience(Duration.ofMillis(1), noPause),
                        Failpoint.ofProcess()),
                metrics,
                Clock.systemUTC());
    }

    private DocumentParser parser() {
        return request -> {
            if (failuresAhead-- > 0) {
                throw new IOException("no space left");
            }
            String text = new String(((DocumentSource.InMemory) request.source()).bytes(), UTF_8);
            if (text.startsWith("slow")) {
                return new SlowParse(new ParseOutcome.Parsed(lines(text)), slowParses);
            }
            return Parse.done(
                    text.equals("corrupt")
                            ? new ParseOutcome.Rejected(ParseFailure.CORRUPT, "garbled", "IOException\n  at Parser")
                            : new ParseOutcome.Parsed(lines(text)));
        };
    }

    private static ParsedDocument lines(String text) {
        List<Block> blocks = new ArrayList<>();
        int start = 0;
        for (String line : text.split("\n")) {
            blocks.add(new Block.Paragraph(new Span(start, start + line.length()), null));
            start += line.length() + 1;
        }
        return new ParsedDocument(text, blocks, null, "text/plain", null, Map.of());
    }

    private static TextChunk passage(ParsedDocument document, Block block) {
        return new TextChunk(
                document.textOf(block),
                block.span().start(),
                block.span().end(),
                document.blocks().indexOf(block),
                null,
                List.of(),
                1);
    }

    private LedgerEntry entry(String documentId) {
        return driver.<String, LedgerEntry>getKeyValueStore(IngestTopology.LEDGER)
                .get(documentId);
    }

    private static Origin origin(long offset) {
        return new Origin(TOPICS.documents(), 0, offset, 1, "topic-1");
    }

    private void replay(String key, String text, Replay replay) {
        replays.pipeInput(
                new TestRecord<>(key.getBytes(UTF_8), text.getBytes(UTF_8), replay.headers(new RecordHeaders())));
    }

    private void put(String key, String text) {
        documents.pipeInput(key.getBytes(UTF_8), text.getBytes(UTF_8));
    }

    private List<ChunkEvent> events() {
        return chunks.readValuesToList().stream()
                .map(value -> ChunkEvents.readChunk(value).orElseThrow())
                .toList();
    }

    private double outcomes(String outcome) {
        return registry.get("millrace.records")
                .tags("service", "ingest-service", "outcome", outcome)
                .counter()
                .count();
    }
}
