package dev.millrace.index;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.millrace.core.service.Health;
import dev.millrace.core.service.RunningService;
import dev.millrace.embedded.testing.TestStack;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whatever becomes of the index, it comes back whole from the topic. */
class IndexReplacedIT {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final int PASSAGES = 120;

    private TestPipeline pipeline;
    private RunningService service;

    @BeforeEach
    void fillAnIndex() throws Exception {
        pipeline = new TestPipeline(TestStack.openSearch(), Map.of("millrace.index.max-poll-records", "10"));
        service = startService();
        for (int i = 0; i < PASSAGES; i++) {
            pipeline.produce(Events.upsert("c" + i, 5, "passage " + i));
        }
        pipeline.produce(Events.upsert("gone", 5, "to be removed"));
        pipeline.produce(Events.removal("gone", 6));
        awaitAll();
        await().atMost(SOON).until(() -> pipeline.committed() == PASSAGES + 2);
    }

    @AfterEach
    void stop() {
        service.close();
        pipeline.close();
    }

    @Test
    void anIndexDeletedByHandIsFilledAgainThoughNothingNewComes() throws Exception {
        deleteIndex();
        awaitAll();
        assertThat(tombstone()).isTrue();
    }

    @Test
    void anIndexThatSomeoneElseCreatedAgainIsFilled() throws Exception {
        deleteIndex();
        pipeline.put(
                "/" + pipeline.names().firstIndex(),
                new JsonTemplate("first-index.json")
                        .with("alias", pipeline.names().alias())
                        .with("write_alias", pipeline.names().writeAlias())
                        .filled());
        awaitAll();
        assertThat(tombstone()).isTrue();
    }

    @Test
    void anIndexDeletedWhileTheServiceIsStoppedIsFilledAgain() throws Exception {
        service.close();
        deleteIndex();
        service = startService();
        awaitAll();
    }

    @Test
    void nothingIsLostWhenTheServiceEndsHalfway() throws Exception {
        deleteIndex();
        for (int i = 0; i < 3; i++) {
            await().atMost(SOON).until(() -> count() > 0);
            service.close();
            service = startService();
        }
        awaitAll();
    }

    @Test
    void aDeadLetterThatCanNotBeWrittenStopsTheServiceAndNothingIsCommitted() throws Exception {
        try (TestPipeline refusing = new TestPipeline()) {
            refusing.refuseDeadLetters();
            try (RunningService stopped = IndexApplication.start(refusing.settings(), refusing.registry())) {
                await().atMost(SOON).until(() -> stopped.health() instanceof Health.Ready);
                refusing.produceBytes("no protobuf".getBytes(UTF_8));
                await().atMost(SOON).until(() -> stopped.health() instanceof Health.Failed);
                assertThat(stopped.health().toString())
                        .contains("dead letter")
                        .contains(".dead-letters")
                        .contains("restart");
                assertThat(refusing.committed()).isZero();
            }
        }
    }

    private void deleteIndex() throws Exception {
        pipeline.delete("/" + pipeline.names().firstIndex());
    }

    private void awaitAll() {
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(count()).as("passages").isEqualTo(PASSAGES));
    }

    private int count() throws Exception {
        return pipeline.get("/" + pipeline.names().alias() + "/_count")
                .path("count")
                .asInt();
    }

    private boolean tombstone() throws Exception {
        return pipeline.get("/" + pipeline.names().firstIndex() + "/_doc/gone")
                .path("_source")
                .path("removed")
                .asBoolean();
    }

    private RunningService startService() throws InterruptedException {
        RunningService started = IndexApplication.start(pipeline.settings(), pipeline.registry());
        await().atMost(SOON).until(() -> started.health() instanceof Health.Ready);
        return started;
    }
}
