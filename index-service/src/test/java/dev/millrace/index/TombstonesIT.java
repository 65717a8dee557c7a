package dev.millrace.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.core.service.Health;
import dev.millrace.core.service.RunningService;
import dev.millrace.embedded.EmbeddedConfig;
import dev.millrace.embedded.EmbeddedHome;
import dev.millrace.embedded.EmbeddedOpenSearch;
import dev.millrace.embedded.HeapSize;
import dev.millrace.embedded.testing.TestStack;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

class TombstonesIT {

    private static final Duration SOON = Duration.ofSeconds(60);

    @Test
    void oldTombstonesAreDeletedForGoodAndNothingElse() throws Exception {
        Map<String, String> quick =
                Map.of("millrace.index.tombstones.kept", "1s", "millrace.index.tombstones.sweep-interval", "300ms");
        try (TestPipeline pipeline = new TestPipeline(TestStack.openSearch(), quick);
                RunningService service = start(pipeline)) {
            pipeline.produce(Events.upsert("kept", 1, "stays"));
            pipeline.produce(Events.upsert("gone", 1, "goes"));
            pipeline.produce(Events.upsert("back", 1, "comes back"));
            pipeline.produce(Events.removal("gone", 2));
            pipeline.produce(Events.removal("back", 2));
            pipeline.produce(Events.upsert("back", 3, "came back"));

            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(
                                    entry(pipeline, "gone").path("found").asBoolean(true))
                            .isFalse());
            await().atMost(SOON)
                    .until(() -> pipeline.registry()
                                    .get("millrace.tombstones.swept")
                                    .counter()
                                    .count()
                            >= 1);
            assertThat(pipeline.found("{\"query\":{\"match_all\":{}}}")).containsExactlyInAnyOrder("kept", "back");
            assertThat(service.health()).isInstanceOf(Health.Ready.class);
        }
    }

    /** OpenSearch forgets a delete after gc_deletes and with a restart; a tombstone it does not forget. */
    @Test
    @DisabledIfSystemProperty(
            named = "millrace.test.stack",
            matches = "containers",
            disabledReason = "restarts a node of its own")
    void deletedStaysDeleted(@TempDir Path folder) throws Exception {
        EmbeddedConfig config = EmbeddedConfig.of(EmbeddedHome.fromSystemProperty(), folder, folder.resolve("logs"))
                .withHeaps(new HeapSize(256, 512), new HeapSize(512, 512));
        try (EmbeddedOpenSearch node = EmbeddedOpenSearch.start(config);
                TestPipeline pipeline = new TestPipeline(node.uri())) {
            try (RunningService service = start(pipeline)) {
                assertThat(service.health()).isInstanceOf(Health.Ready.class);
                pipeline.put("/" + pipeline.names().firstIndex() + "/_settings", "{\"index.gc_deletes\":\"1s\"}");
                pipeline.produce(Events.upsert("c1", 1, "deleted"));
                pipeline.produce(Events.removal("c1", 3));
                await().atMost(SOON)
                        .until(() -> entry(pipeline, "c1").path("_version").asLong() == 3);
            }
            await().pollDelay(Duration.ofSeconds(3)).until(() -> true); // longer than gc_deletes
            node.kill();
            node.start();
            pipeline.forgetOffsets();
            pipeline.produce(Events.upsert("c1", 2, "deleted, and late"));
            pipeline.produce(Events.upsert("c1", 1, "deleted"));
            pipeline.produce(Events.upsert("c2", 1, "a later record"));

            try (RunningService service = start(pipeline)) {
                await().atMost(SOON)
                        .untilAsserted(() -> assertThat(pipeline.found("{\"query\":{\"match_all\":{}}}"))
                                .containsExactly("c2"));
                assertThat(entry(pipeline, "c1").path("_version").asLong()).isEqualTo(3);
                assertThat(service.health()).isInstanceOf(Health.Ready.class);
            }
        }
    }

    private static JsonNode entry(TestPipeline pipeline, String chunkId) throws Exception {
        return pipeline.get("/" + pipeline.names().firstIndex() + "/_doc/" + chunkId);
    }

    private static RunningService start(TestPipeline pipeline) throws InterruptedException {
        RunningService started = IndexApplication.start(pipeline.settings(), pipeline.registry());
        await().atMost(SOON).until(() -> started.health() instanceof Health.Ready);
        return started;
    }
}
