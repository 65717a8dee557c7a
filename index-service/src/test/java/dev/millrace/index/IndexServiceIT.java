package dev.millrace.index;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.core.deadletter.DeadLetter;
import dev.millrace.core.deadletter.Reason;
import dev.millrace.core.message.Chunk;
import dev.millrace.core.message.EmbeddedChunkEvent;
import dev.millrace.core.service.Health;
import dev.millrace.core.service.RunningService;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The service on a real Kafka and a real OpenSearch; each test has topics and an index of its own. */
class IndexServiceIT {

    private static final Duration SOON = Duration.ofSeconds(30);

    private TestPipeline pipeline;
    private RunningService service;

    @BeforeEach
    void start() throws Exception {
        pipeline = new TestPipeline();
        service = startService();
    }

    @AfterEach
    void stop() {
        service.close();
        pipeline.close();
    }

    @Test
    void aPassageIsFoundByItsWordsWithoutItsVectorBeingAskedFor() throws Exception {
        pipeline.produce(Events.upsert("c1", 5, "The turbines were rebuilt in spring."));

        awaitFound("{\"query\":{\"match\":{\"text\":\"turbine rebuilding\"}}}", "c1");
        awaitFound("{\"query\":{\"match\":{\"filename.text\":\"report 2024\"}}}", "c1");
        awaitFound("{\"query\":{\"term\":{\"metadata.author.name\":\"Ada\"}}}", "c1");
        awaitFound("{\"query\":{\"term\":{\"heading_path.keyword\":\"Turbines\"}}}", "c1");
        JsonNode source =
                pipeline.search("{\"query\":{\"match_all\":{}}}").get(0).path("_source");
        assertThat(source.path("page").asInt()).isEqualTo(2);
        assertThat(source.path("model_id").asText()).isEqualTo(Events.MODEL);
        assertThat(source.path("embedding")).hasSize(Events.DIMENSION);
        assertThat(source.path("modified_at").asText()).endsWith("Z");
    }

    @Test
    void aPassageIsFoundByItsVector() throws Exception {
        pipeline.produce(Events.upsert(Events.chunk("near", 1, "near").build(), Events.MODEL, Events.vector(3)));
        pipeline.produce(Events.upsert(Events.chunk("far", 1, "far").build(), Events.MODEL, Events.vector(9)));
        awaitFound("{\"query\":{\"match_all\":{}}}", "near", "far");

        String query = "{\"size\":1,\"query\":{\"knn\":{\"embedding\":{\"k\":1,\"vector\":"
                + pipeline.json(Events.vector(3)) + "}}}}";
        awaitFound(query, "near");
    }

    @Test
    void anOlderRevisionThatComesLateIsSuperseded() throws Exception {
        pipeline.produce(Events.upsert("c1", 7, "the newest words"));
        awaitFound("{\"query\":{\"match\":{\"text\":\"newest\"}}}", "c1");

        pipeline.produce(Events.upsert("c1", 6, "outdated sentence"));
        pipeline.produce(Events.upsert("c2", 1, "a later record"));

        awaitFound("{\"query\":{\"match_all\":{}}}", "c1", "c2");
        assertThat(pipeline.found("{\"query\":{\"match\":{\"text\":\"outdated\"}}}"))
                .isEmpty();
        assertThat(pipeline.records("superseded")).isEqualTo(1);
    }

    @Test
    void aRemovedPassageStaysRemovedWhenAnOlderRevisionComesLate() throws Exception {
        pipeline.produce(Events.upsert("c1", 1, "to be removed"));
        awaitFound("{\"query\":{\"match_all\":{}}}", "c1");
        pipeline.produce(Events.removal("c1", 3));
        pipeline.produce(Events.upsert("c1", 2, "back from the dead"));
        pipeline.produce(Events.upsert("c2", 1, "a later record"));

        awaitFound("{\"query\":{\"match_all\":{}}}", "c2");
        JsonNode tombstone =
                pipeline.get("/" + pipeline.names().firstIndex() + "/_doc/c1").path("_source");
        assertThat(tombstone.path("removed").asBoolean()).isTrue();
        assertThat(tombstone.has("text")).isFalse();
        assertThat(tombstone.has("embedding")).isFalse();
    }

    @Test
    void aVectorOfAnotherDimensionOrModelIsADeadLetter() throws Exception {
        pipeline.produce(Events.upsert("c1", 1, "the first names the model"));
        awaitFound("{\"query\":{\"match_all\":{}}}", "c1");
        EmbeddedChunkEvent short3 =
                Events.upsert(Events.chunk("c2", 1, "x").build(), Events.MODEL, new float[] {1, 0, 0});
        EmbeddedChunkEvent other = Events.upsert(Events.chunk("c3", 1, "x").build(), "model-b", Events.vector(1));
        pipeline.produce(short3);
        pipeline.produce(other);

        List<DeadLetter> letters = pipeline.deadLetters(2);
        assertThat(letters).extracting(DeadLetter::reason).containsOnly(Reason.WRONG_MODEL);
        assertThat(pipeline.found("{\"query\":{\"match_all\":{}}}")).containsExactly("c1");
    }

    @Test
    void theModelIsRememberedByTheIndex() throws Exception {
        pipeline.produce(Events.upsert("c1", 1, "the first names the model"));
        awaitFound("{\"query\":{\"match_all\":{}}}", "c1");
        restart();
        pipeline.produce(Events.upsert(Events.chunk("c2", 1, "x").build(), "model-b", Events.vector(1)));
        assertThat(pipeline.deadLetters(1)).extracting(DeadLetter::reason).containsExactly(Reason.WRONG_MODEL);
    }

    @Test
    void whatCannotBeReadOrStoredIsADeadLetterAndNothingElseSuffers() throws Exception {
        pipeline.produceBytes("no protobuf".getBytes(UTF_8));
        pipeline.produce(Events.upsert(
                Events.chunk("c1", 1, "x").setDocumentId("x".repeat(40_000)).build(), Events.MODEL, Events.vector(0)));
        pipeline.produce(Events.upsert(Events.chunk("c2", 1, "x").build(), Events.MODEL, new float[Events.DIMENSION]));
        pipeline.produce(Events.upsert("c3", 1, "sound"));

        awaitFound("{\"query\":{\"match_all\":{}}}", "c3");
        assertThat(pipeline.deadLetters(3))
                .extracting(DeadLetter::reason)
                .containsExactlyInAnyOrder(Reason.MALFORMED, Reason.INDEX_REJECTED, Reason.INDEX_REJECTED);
        assertThat(pipeline.records("malformed")).isEqualTo(1);
        assertThat(pipeline.records("rejected")).isEqualTo(2);
        assertThat(pipeline.records("written")).isEqualTo(1);
    }

    @Test
    void noOddMetadataCostsThePassage() throws Exception {
        List<String> names = List.of("", " ", ".", "..", "a.", ".a", "a..b", "dc:title", "n".repeat(2000), "Größe €");
        Chunk.Builder chunk = Events.chunk("c1", 1, "words").putMetadata("note", "€".repeat(40_000));
        names.forEach(name -> chunk.putMetadata(name, "value"));
        chunk.putMetadata("empty", "");
        pipeline.produce(Events.upsert(chunk.build(), Events.MODEL, Events.vector(0)));
        awaitFound("{\"query\":{\"term\":{\"metadata.dc:title\":\"value\"}}}", "c1");
    }

    @Test
    void freshnessIsMeasuredOnceThePassageCanBeFound() throws Exception {
        pipeline.produce(Events.upsert("c1", 1, "fresh"));
        await().atMost(SOON).until(() -> pipeline.freshnessCount() == 1);
        assertThat(pipeline.found("{\"query\":{\"match\":{\"text\":\"fresh\"}}}"))
                .containsExactly("c1");
        assertThat(pipeline.freshnessMaxMillis()).isBetween(1000.0, 30_000.0);
    }

    @Test
    void anIndexDeletedInUseIsCreatedAgainAsItShouldBe() throws Exception {
        pipeline.produce(Events.upsert("c1", 1, "first"));
        awaitFound("{\"query\":{\"match_all\":{}}}", "c1");
        pipeline.delete("/" + pipeline.names().firstIndex());

        pipeline.produce(Events.upsert("c2", 1, "second"));

        awaitFound("{\"query\":{\"match_all\":{}}}", "c2");
        JsonNode mapping = pipeline.get("/" + pipeline.names().firstIndex() + "/_mapping");
        assertThat(mapping.findValue("_meta").path("model_id").asText()).isEqualTo(Events.MODEL);
    }

    @Test
    void readingTheTopicAgainChangesNothing() throws Exception {
        pipeline.produce(Events.upsert("c1", 1, "first"));
        pipeline.produce(Events.upsert("c2", 4, "second"));
        pipeline.produce(Events.removal("c2", 5));
        awaitFound("{\"query\":{\"match_all\":{}}}", "c1");
        service.close();
        pipeline.forgetOffsets();
        double before = pipeline.records("superseded");
        service = startService();

        await().atMost(SOON).until(() -> pipeline.records("superseded") >= before + 2);
        assertThat(pipeline.found("{\"query\":{\"match_all\":{}}}")).containsExactly("c1");
    }

    private void restart() throws Exception {
        service.close();
        service = startService();
    }

    private RunningService startService() throws InterruptedException {
        RunningService started = IndexApplication.start(pipeline.settings(), pipeline.registry());
        await().atMost(SOON).until(() -> started.health() instanceof Health.Ready);
        return started;
    }

    private void awaitFound(String query, String... chunkIds) {
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(pipeline.found(query)).containsExactlyInAnyOrder(chunkIds));
    }
}
