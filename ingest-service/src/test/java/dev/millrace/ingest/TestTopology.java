package dev.millrace.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.millrace.core.config.SettingsLoader;
import dev.millrace.core.deadletter.DeadLetter.Origin;
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
import java.util.Properties;
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

/** The topology as a whole without brokers, with a parser that takes each line for a passage. */
final class TestTopology implements AutoCloseable {

    static final TopicsConfig TOPICS =
            TopicsConfig.from(new SettingsLoader(Map.of(), new Properties()).load(null, Map.of()));

    final FakeDocumentsTopic topic = new FakeDocumentsTopic();
    final FakeRecords records = new FakeRecords();
    final List<SlowParse> slowParses = new ArrayList<>();
    final TestInputTopic<byte[], byte[]> documents;
    final TestOutputTopic<String, byte[]> chunks;
    final TestOutputTopic<byte[], byte[]> deadLetters;

    /** How many of the next parses the disk fails. */
    int failuresAhead;

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final IngestMetrics metrics = new IngestMetrics(registry, TOPICS.documents());
    private final TopologyTestDriver driver;
    private final TestInputTopic<byte[], byte[]> replays;

    TestTopology(Path state) {
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "test");
        properties.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
        driver = new TopologyTestDriver(
                IngestTopology.of(TOPICS, topic, new PolledOffsets(), this::processor), properties);
        documents = driver.createInputTopic(TOPICS.documents(), new ByteArraySerializer(), new ByteArraySerializer());
        replays = driver.createInputTopic(TOPICS.replays(), new ByteArraySerializer(), new ByteArraySerializer());
        chunks = driver.createOutputTopic(TOPICS.chunks(), new StringDeserializer(), new ByteArrayDeserializer());
        deadLetters = driver.createOutputTopic(
                TOPICS.deadLetters(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    @Override
    public void close() {
        driver.close();
    }

    /** Lets the time pass after which what is unfinished goes on. */
    void goOn() {
        driver.advanceWallClockTime(Duration.ofMillis(100));
    }

    KeyValueStore<String, LedgerEntry> ledger() {
        return driver.getKeyValueStore(IngestTopology.LEDGER);
    }

    private IngestProcessor processor(DocumentsTopic present, PolledOffsets polled) {
        LedgerRules rules = new LedgerRules(documentId -> "test", OnFailure.KEEP);
        DocumentIngestor ingestor = new DocumentIngestor(
                uri -> new Fetched.Gone(),
                parser(),
                documentId -> document -> document.blocks().stream()
                        .map(block -> passage(document, block))
                        .toList(),
                rules,
                metrics,
                Clock.systemUTC());
        RetryPause noPause = new RetryPause(Duration.ofMillis(1), Duration.ofMillis(1));
        return new IngestProcessor(
                present,
                TOPICS,
                polled,
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

    static Origin origin(long offset) {
        return new Origin(TOPICS.documents(), 0, offset, 1, "topic-1");
    }

    void replay(String key, String text, Replay replay) {
        replays.pipeInput(
                new TestRecord<>(key.getBytes(UTF_8), text.getBytes(UTF_8), replay.headers(new RecordHeaders())));
    }

    void put(String key, String text) {
        documents.pipeInput(key.getBytes(UTF_8), text.getBytes(UTF_8));
    }

    List<ChunkEvent> events() {
        return chunks.readValuesToList().stream()
                .map(value -> ChunkEvents.readChunk(value).orElseThrow())
                .toList();
    }

    double unfinished() {
        return registry.get("millrace.unfinished.documents").gauge().value();
    }

    double outcomes(String outcome) {
        return registry.get("millrace.records")
                .tags("service", "ingest-service", "outcome", outcome)
                .counter()
                .count();
    }
}
