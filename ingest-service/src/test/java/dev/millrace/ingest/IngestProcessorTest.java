package dev.millrace.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.core.kafka.RetryPause;
import dev.millrace.core.message.LedgerEntry;
import dev.millrace.core.service.Failpoint;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Properties;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.MockProcessorContext.CapturedPunctuator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class IngestProcessorTest {

    @Test
    void nothingGoesOnByItselfOnceNothingIsUnfinished(@TempDir Path state) {
        MockProcessorContext<Object, Object> context =
                new MockProcessorContext<>(new Properties(), new TaskId(0, 0), state.toFile());
        KeyValueStore<String, LedgerEntry> ledger = emptyLedger();
        ledger.init(context.getStateStoreContext(), ledger);
        context.addStateStore(ledger);
        IngestProcessor processor = processor();
        processor.init(context);
        CapturedPunctuator looksForWhatIsUnfinished =
                context.scheduledPunctuators().getFirst();

        looksForWhatIsUnfinished.getPunctuator().punctuate(0);

        assertThat(looksForWhatIsUnfinished.cancelled()).isTrue();
        processor.close();
    }

    private static IngestProcessor processor() {
        IngestMetrics metrics = new IngestMetrics(new SimpleMeterRegistry(), "documents");
        LedgerRules rules = new LedgerRules(documentId -> "test", OnFailure.KEEP);
        RetryPause noPause = new RetryPause(Duration.ofMillis(1), Duration.ofMillis(1));
        DocumentIngestor unused = null;
        return new IngestProcessor(
                new FakeDocumentsTopic(),
                TestTopology.TOPICS,
                new PolledOffsets(),
                (ledger, writer) -> new PartitionIngestor(
                        unused,
                        rules,
                        ledger,
                        writer,
                        new FakeRecords(),
                        new PartitionIngestor.Patience(Duration.ofMillis(1), noPause),
                        Failpoint.ofProcess()),
                metrics,
                Clock.systemUTC());
    }

    private static KeyValueStore<String, LedgerEntry> emptyLedger() {
        Serde<LedgerEntry> never = Serdes.serdeFrom((topic, entry) -> entry.toByteArray(), (topic, bytes) -> {
            throw new AssertionError("nothing is in it");
        });
        return Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(IngestTopology.LEDGER), Serdes.String(), never)
                .withLoggingDisabled()
                .withCachingDisabled()
                .build();
    }
}
