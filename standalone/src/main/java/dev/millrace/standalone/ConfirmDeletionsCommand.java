package dev.millrace.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.millrace.core.config.Settings;
import dev.millrace.core.config.SettingsLoader;
import dev.millrace.core.kafka.KafkaConfig;
import dev.millrace.core.kafka.TopicsConfig;
import dev.millrace.ingest.source.share.BucketEventCodec;
import dev.millrace.standalone.SourceStates.State;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code millrace sources confirm-deletions}. */
@Command(
        name = "confirm-deletions",
        description = "Delete the documents that are missing from a source now, which were held back for their number.")
final class ConfirmDeletionsCommand extends SubCommand {

    private static final Duration DEADLINE = Duration.ofSeconds(60);
    private static final Duration CHECK = Duration.ofMillis(250);

    @Mixin
    private final DataOption data = new DataOption();

    @Parameters(paramLabel = "NAME", description = "The source.")
    @SuppressWarnings("NullAway.Init") // injected by picocli
    private String name;

    @Override
    public Integer call() throws InterruptedException {
        RunningSystem system = RunningSystem.of(data.folder());
        long held = held(system);
        if (held == 0) {
            throw CommandFailure.wrongUse("The source " + name + " holds no deletions: there is nothing to confirm");
        }
        send("127.0.0.1:" + system.state().kafkaPort(), held);
        long deadline = System.nanoTime() + DEADLINE.toNanos();
        while (held(system) != 0) {
            if (System.nanoTime() - deadline > 0) {
                throw CommandFailure.failed(
                        "The deletions of " + name + " are still held: more documents are missing by"
                                + " now, or its listing takes long; see `millrace sources list" + system.flag() + "`");
            }
            Thread.sleep(CHECK);
        }
        out().println("Confirmed: " + held + " documents missing from " + name + " are deleted.");
        return OK;
    }

    private long held(RunningSystem system) {
        SourceStates sources = SourceStates.of(MetricsText.parse(system.get("/metrics")));
        return sources.named(name)
                .map(State::held)
                .orElseThrow(() -> CommandFailure.wrongUse("There is no source " + name + ": there are "
                        + sources.sources().stream().map(State::name).collect(Collectors.joining(", "))));
    }

    private void send(String bootstrapServers, long held) throws InterruptedException {
        Settings settings =
                SettingsLoader.ofProcess().load(null, Map.of("millrace.kafka.bootstrap-servers", bootstrapServers));
        String topic = TopicsConfig.from(settings).bucketEvents();
        ByteArraySerializer bytes = new ByteArraySerializer();
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(KafkaConfig.from(settings).producer("millrace-confirm-deletions"), bytes, bytes)) {
            byte[] value = BucketEventCodec.confirmDeletions(name, held);
            producer.send(new ProducerRecord<>(topic, name.getBytes(UTF_8), value))
                    .get();
        } catch (ExecutionException e) {
            throw CommandFailure.failed(
                    "The confirmation can't be written to " + topic + " (" + e.getCause() + "): see the logs");
        }
    }
}
