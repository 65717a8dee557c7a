package dev.millrace.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.core.deadletter.DeadLetter.Origin;
import dev.millrace.core.message.Chunk;
import dev.millrace.core.message.ChunkEvent;
import dev.millrace.core.message.LedgerEntry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DecisionWriterTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final TopicPartition PARTITION = new TopicPartition("documents", 0);
    private static final long OFFSET = 7;

    private final SetClock clock = new SetClock();
    private final PolledOffsets polled = new PolledOffsets();
    private MockProcessorContext<Object, Object> context;
    private DecisionWriter writer;

    @BeforeEach
    void start(@TempDir Path state) {
        context = new MockProcessorContext<>(new Properties(), new TaskId(0, 0), state.toFile());
        IngestMetrics metrics = new IngestMetrics(new SimpleMeterRegistry(), "documents");
        KeyValueStore<String, LedgerEntry> unused = null;
        writer = new DecisionWriter(context, unused, polled, metrics, clock);
    }

    @Test
    void aDocumentThatDidNotHaveToWaitIsCommittedAtOnce() {
        clock.now = START.plusSeconds(60);

        write(clock.now.minusMillis(900));

        assertThat(context.committed()).isTrue();
    }

    @Test
    void documentsThatStoodInAQueueShareATransaction() {
        clock.now = START.plusSeconds(60);

        write(clock.now.minusMillis(1_100));

        assertThat(context.committed()).isFalse();
    }

    @Test
    void aDocumentThatItsWatcherHeldBackSharesOneToo() {
        clock.now = START.plusSeconds(60);
        ChunkEvent chunk = ChunkEvent.newBuilder()
                .setChunk(Chunk.newBuilder()
                        .setModifiedAtMs(clock.now.minusSeconds(30).toEpochMilli()))
                .build();

        write(clock.now.minusMillis(100), new Decision(Outcome.CHUNKED, null, List.of(chunk), null));

        assertThat(context.committed()).isFalse();
    }

    @Test
    void soonAfterAStartEachDocumentIsCommittedByItself() {
        clock.now = START.plusSeconds(10);

        write(clock.now.minus(Duration.ofHours(1)));

        assertThat(context.committed()).isTrue();
    }

    @Test
    void documentsThatAreUnchangedShareATransactionWithThoseThatCameTogetherWithThem() {
        clock.now = START.plusSeconds(60);
        polled.polled(PARTITION, OFFSET + 1);

        write(clock.now, unchanged());

        assertThat(context.committed()).isFalse();
    }

    @Test
    void theLastOfThemIsCommittedAtOnce() {
        clock.now = START.plusSeconds(60);
        polled.polled(PARTITION, OFFSET);

        write(clock.now, unchanged());

        assertThat(context.committed()).isTrue();
    }

    @Test
    void aChangedDocumentIsCommittedAtOnceWhateverFollows() {
        clock.now = START.plusSeconds(60);
        polled.polled(PARTITION, OFFSET + 1);

        write(clock.now, new Decision(Outcome.CHUNKED, null, List.of(), null));

        assertThat(context.committed()).isTrue();
    }

    @Test
    void soonAfterAStartAnUnchangedDocumentIsCommittedByItselfToo() {
        clock.now = START.plusSeconds(10);
        polled.polled(PARTITION, OFFSET + 1);

        write(clock.now, unchanged());

        assertThat(context.committed()).isTrue();
    }

    private static Decision unchanged() {
        return new Decision(Outcome.UNCHANGED, null, List.of(), null);
    }

    private void write(Instant written) {
        write(written, Decision.superseded());
    }

    private void write(Instant written, Decision decision) {
        Origin stands = new Origin("documents", 0, OFFSET, written.toEpochMilli(), "topic-1");
        writer.write(Delivery.first("a".getBytes(UTF_8), new byte[0], new RecordHeaders(), stands), decision);
    }

    private static final class SetClock extends Clock {

        private Instant now = START;

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
