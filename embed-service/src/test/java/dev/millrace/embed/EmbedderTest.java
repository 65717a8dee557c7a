package dev.millrace.embed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.core.deadletter.DeadLetter;
import dev.millrace.core.deadletter.DeadLetterWriter;
import dev.millrace.core.deadletter.Reason;
import dev.millrace.core.kafka.ChunkEvents;
import dev.millrace.core.message.Chunk;
import dev.millrace.core.message.ChunkEvent;
import dev.millrace.core.message.ChunkRemoved;
import dev.millrace.core.message.EmbeddedChunkEvent;
import dev.millrace.core.service.Failpoint;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class EmbedderTest {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final MockProducer<byte[], byte[]> producer =
            new MockProducer<>(cluster(), true, null, new ByteArraySerializer(), new ByteArraySerializer());
    private final FakeEncoder encoder = new FakeEncoder();
    private final EmbedMetrics metrics = new EmbedMetrics(registry);
    private final Embedder embedder = new Embedder(
            new VectorSource(new ChunkEncoder(encoder, metrics), null, metrics),
            producer,
            "embedded",
            new DeadLetterWriter("embed-service", "dead-letters", producer),
            metrics,
            Clock.systemUTC(),
            Failpoint.ofProcess());

    @Test
    void everyChunkIsPublishedWithItsVectorAndTheModelInTheOrderItCame() throws InterruptedException {
        embedder.handle(List.of(chunk(0, "a long text"), chunk(1, "short"), chunk(2, "middling")));

        List<EmbeddedChunkEvent> events = events();
        assertThat(events)
                .extracting(event -> event.getEmbedded().getChunk().getText())
                .containsExactly("a long text", "short", "middling");
        assertThat(events).extracting(event -> event.getEmbedded().getModelId()).containsOnly("fake-model");
        assertThat(ChunkEvents.vector(events.get(1).getEmbedded().getVector().asReadOnlyByteBuffer()))
                .containsExactly(FakeEncoder.vector("short"));
        assertThat(encoder.calls).isEqualTo(1);
        assertThat(outcomes("embedded")).isEqualTo(3);
    }

    @Test
    void removalsArePassedOnInTheirPlace() throws InterruptedException {
        embedder.handle(List.of(chunk(0, "one"), removal(1, "gone"), chunk(2, "two")));

        assertThat(events()).extracting(EmbeddedChunkEvent::hasRemoved).containsExactly(false, true, false);
        assertThat(outcomes("removed")).isEqualTo(1);
    }

    @Test
    void everythingOfOneDocumentGoesToOnePartition() throws InterruptedException {
        embedder.handle(List.of(chunk(0, "one"), chunk(1, "two"), removal(2, "gone")));

        assertThat(producer.history()).extracting(ProducerRecord::partition).doesNotContainNull();
        assertThat(producer.history().stream().map(ProducerRecord::partition).distinct())
                .hasSize(1);
    }

    @Test
    void onlyThePoisonedChunkBecomesADeadLetter() throws InterruptedException {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            records.add(chunk(i, i == 5 ? FakeEncoder.POISON : "text " + i));
        }

        embedder.handle(records);

        assertThat(events()).hasSize(8);
        ProducerRecord<byte[], byte[]> letter = deadLetters().getFirst();
        assertThat(deadLetters()).hasSize(1);
        assertThat(DeadLetter.read(letter.headers()).orElseThrow().reason()).isEqualTo(Reason.EMBEDDING_FAILED);
        assertThat(DeadLetter.read(letter.headers()).orElseThrow().origin().offset())
                .isEqualTo(5);
        assertThat(letter.value()).isEqualTo(records.get(5).value());
    }

    @Test
    void bytesThatAreNoChunkEventAreADeadLetter() throws InterruptedException {
        embedder.handle(List.of(record(0, "k", "random".getBytes(UTF_8)), chunk(1, "one")));

        assertThat(DeadLetter.read(deadLetters().getFirst().headers())
                        .orElseThrow()
                        .reason())
                .isEqualTo(Reason.MALFORMED);
        assertThat(events()).hasSize(1);
        assertThat(outcomes("rejected")).isEqualTo(1);
    }

    @Test
    void aFailedDeliveryIsNotTakenForDone() {
        producer.sendException = new IllegalStateException("the broker refuses");

        assertThatThrownBy(() -> embedder.handle(List.of(chunk(0, "one")))).isInstanceOf(RuntimeException.class);
    }

    @Test
    void aDeadLetterThatCanNotBeWrittenIsNotTakenForDone() {
        producer.sendException = new IllegalStateException("the broker refuses");

        assertThatThrownBy(() -> embedder.handle(List.of(record(0, "k", "random".getBytes(UTF_8)))))
                .isInstanceOf(RuntimeException.class);
    }

    private List<EmbeddedChunkEvent> events() {
        return producer.history().stream()
                .filter(record -> record.topic().equals("embedded"))
                .map(record -> ChunkEvents.readEmbedded(record.value()).orElseThrow())
                .toList();
    }

    private List<ProducerRecord<byte[], byte[]>> deadLetters() {
        return producer.history().stream()
                .filter(record -> record.topic().equals("dead-letters"))
                .toList();
    }

    private double outcomes(String outcome) {
        return registry.get("millrace.records")
                .tags("service", "embed-service", "outcome", outcome)
                .counter()
                .count();
    }

    private static ConsumerRecord<byte[], byte[]> chunk(long offset, String text) {
        Chunk chunk = Chunk.newBuilder()
                .setDocumentId("doc")
                .setChunkId("doc-" + offset)
                .setText(text)
                .build();
        return record(
                offset,
                chunk.getChunkId(),
                ChunkEvent.newBuilder().setChunk(chunk).build().toByteArray());
    }

    private static ConsumerRecord<byte[], byte[]> removal(long offset, String chunkId) {
        ChunkRemoved removed = ChunkRemoved.newBuilder()
                .setDocumentId("doc")
                .setChunkId(chunkId)
                .build();
        return record(
                offset,
                chunkId,
                ChunkEvent.newBuilder().setRemoved(removed).build().toByteArray());
    }

    private static ConsumerRecord<byte[], byte[]> record(long offset, String key, byte[] value) {
        return new ConsumerRecord<>("chunks", 0, offset, key.getBytes(UTF_8), value);
    }

    private static Cluster cluster() {
        Node node = new Node(0, "localhost", 1);
        Node[] nodes = {node};
        List<PartitionInfo> partitions = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            partitions.add(new PartitionInfo("embedded", i, node, nodes, nodes));
        }
        partitions.add(new PartitionInfo("dead-letters", 0, node, nodes, nodes));
        return new Cluster("test", List.of(node), partitions, Set.of(), Set.of());
    }
}
