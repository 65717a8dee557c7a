package dev.millrace.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.core.config.SettingsLoader;
import dev.millrace.core.deadletter.DeadLetter;
import dev.millrace.core.deadletter.Reason;
import dev.millrace.core.kafka.ChunkEvents;
import dev.millrace.core.kafka.RetryPause;
import dev.millrace.core.kafka.TopicsConfig;
import dev.millrace.core.message.ChunkEvent;
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
import java.util.Properties;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
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
    private int failuresAhead;
    private TopologyTestDriver driver;
    private TestInputTopic<byte[], byte[]> documents;
    private TestOutputTopic<String, byte[]> chunks;
    private TestOutputTopic<byte[], byte[]> deadLetters;

    @BeforeEach
    void open(@TempDir Path state) {
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "test");
        properties.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
        driver = new TopologyTestDriver(IngestTopology.of(TOPICS, topic, this::processor), properties);
        documents = driver.createInputTopic(TOPICS.documents(), new ByteArraySerializer(), new ByteArraySerializer());
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

    private IngestProcessor processor(DocumentsTopic present) {
        IngestMetrics metrics = new IngestMetrics(registry, TOPICS.documents());
        DocumentIngestor ingestor = new DocumentIngestor(
                uri -> new Fetched.Gone(),
                parser(),
                document -> document.blocks().stream()
                        .map(block -> passage(document, block))
                        .toList(),
                new LedgerRules("test", OnFailure.KEEP),
                metrics,
                Clock.systemUTC());
        RetryPause noPause = new RetryPause(Duration.ofMillis(1), Duration.ofMillis(1));
        return new IngestProcessor(
                present, TOPICS, ingestor, noPause, metrics, Failpoint.ofProcess(), Clock.systemUTC());
    }

    private DocumentParser parser() {
        return request -> {
            if (failuresAhead-- > 0) {
                throw new IOException("no space left");
            }
            String text = new String(((DocumentSource.InMemory) request.source()).bytes(), UTF_8);
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
