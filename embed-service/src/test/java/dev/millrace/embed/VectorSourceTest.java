package dev.millrace.embed;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VectorSourceTest {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final EmbedMetrics metrics = new EmbedMetrics(registry);
    private final FakeEncoder encoder = new FakeEncoder();

    @TempDir
    private Path folder;

    @Test
    void theSameTextIsEmbeddedOnceInABatchAlsoWithoutACache() {
        VectorSource vectors = new VectorSource(new ChunkEncoder(encoder, metrics), null, metrics);

        assertThat(vectors.embed(List.of("a", "bb", "a", "a"))).hasSize(4);

        assertThat(encoder.texts).isEqualTo(2);
        assertThat(count("computed")).isEqualTo(2);
        assertThat(count("repeated")).isEqualTo(2);
    }

    @Test
    void theSameTextInALaterBatchIsNotEmbeddedAtAll() {
        try (VectorCache cache = cache()) {
            VectorSource vectors = new VectorSource(new ChunkEncoder(encoder, metrics), cache, metrics);
            vectors.embed(List.of("a", "bb"));
            int calls = encoder.calls;

            List<Embedding> again = vectors.embed(List.of("bb", "ccc", "a"));

            assertThat(encoder.calls).isEqualTo(calls + 1);
            assertThat(encoder.texts).isEqualTo(3);
            assertThat(again)
                    .extracting(embedding -> ((Embedding.Vector) embedding).values()[0])
                    .containsExactly(2f, 3f, 1f);
            assertThat(count("cached")).isEqualTo(2);
            assertThat(registry.get("millrace.vector.cache.size").gauge().value())
                    .isPositive();

            vectors.embed(List.of("ccc", "bb"));
            assertThat(encoder.calls).isEqualTo(calls + 1);
        }
    }

    @Test
    void aTextThatFailsIsNotRemembered() {
        try (VectorCache cache = cache()) {
            VectorSource vectors = new VectorSource(new ChunkEncoder(encoder, metrics), cache, metrics);

            List<Embedding> embeddings = vectors.embed(List.of("a", FakeEncoder.POISON, "a", FakeEncoder.POISON));

            assertThat(embeddings.get(2)).isInstanceOf(Embedding.Vector.class);
            assertThat(embeddings.get(3)).isInstanceOf(Embedding.Failed.class);
            assertThat(vectors.embed(List.of(FakeEncoder.POISON)).getFirst()).isInstanceOf(Embedding.Failed.class);
        }
    }

    private VectorCache cache() {
        return new VectorCache(folder, 1 << 20, encoder.modelId(), encoder.dimension(), InstantSource.system());
    }

    private double count(String origin) {
        return registry.get("millrace.vectors").tag("origin", origin).counter().count();
    }
}
