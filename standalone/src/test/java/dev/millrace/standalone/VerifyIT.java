package dev.millrace.standalone;

import static dev.millrace.standalone.TestPipeline.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.core.kafka.KafkaConfig;
import dev.millrace.embedded.testing.TestStack;
import dev.millrace.standalone.CommandRun.Ended;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Damages the index by hand in every way, and has it found and mended. */
class VerifyIT {

    private static TestPipeline pipeline;
    private static CommandRun commands;
    private static IndexByHand index;
    private static DocumentProducer producer;

    @BeforeAll
    static void start() throws Exception {
        pipeline = TestPipeline.shared();
        commands = new CommandRun(pipeline.settings());
        index = new IndexByHand(TestStack.openSearch());
        producer = new DocumentProducer(KafkaConfig.from(pipeline.settings()).bootstrapServers());
    }

    @Test
    void everyDamageIsNamedAndMended() throws Exception {
        for (String name : List.of("lost", "text", "revision", "alien", "model", "whole", "deleted")) {
            produce(name);
        }
        pipeline.write("verify/file.txt", "The verifier reads a file beside the topic.");
        for (String name : List.of("lost", "text", "revision", "alien", "model", "whole", "deleted")) {
            eventually(() -> assertThat(passages(name)).hasSize(3));
        }
        eventually(
                () -> assertThat(index.passages("inbox:verify/file.txt", false)).hasSize(1));
        producer.send("verify-it/deleted", null, "text/markdown");
        eventually(() -> assertThat(index.passages("verify-it/deleted", true)).hasSize(3));
        assertThat(commands.run("verify")).satisfies(ended -> {
            assertThat(ended.out()).contains("no differences");
            assertThat(ended.status()).isZero();
        });

        String lost = passages("lost").get(1);
        index.delete(lost);
        index.set(passages("text").getFirst(), "text", "\"something else\"");
        index.set(passages("revision").getFirst(), "revision", "12");
        index.put("an alien", """
                {"document_id": "verify-it/alien", "chunk_id": "an alien", "text": "from space", "removed": false}""");
        index.put("a stranger", """
                {"document_id": "verify-it/nobody", "chunk_id": "a stranger", "text": "hello", "removed": false}""");
        index.put("nameless", "{\"chunk_id\": \"nameless\", \"text\": \"hello\", \"removed\": false}");
        index.set(passages("model").getLast(), "model_id", "\"another model\"");
        for (String id : passages("whole")) {
            index.delete(id);
        }
        ObjectNode alive = (ObjectNode) index.read(passages("lost").getFirst());
        String removed = index.passages("verify-it/deleted", true).getFirst();
        index.put(
                removed,
                alive.put("document_id", "verify-it/deleted")
                        .put("chunk_id", removed)
                        .toString());
        index.set(index.passages("inbox:verify/file.txt", false).getFirst(), "acl", "[\"everybody\"]");

        Ended found = commands.run("verify", "--json");
        assertThat(found.status()).isEqualTo(1);
        assertThat(differences(found.out()))
                .containsExactlyInAnyOrderEntriesOf(Map.ofEntries(
                        Map.entry("verify-it/lost", "half-updated"),
                        Map.entry("verify-it/text", "stale"),
                        Map.entry("verify-it/revision", "stale"),
                        Map.entry("verify-it/alien", "extra"),
                        Map.entry("verify-it/nobody", "extra"),
                        Map.entry("", "extra"),
                        Map.entry("verify-it/model", "wrong-model"),
                        Map.entry("verify-it/whole", "missing"),
                        Map.entry("verify-it/deleted", "resurrected"),
                        Map.entry("inbox:verify/file.txt", "stale")));

        Ended mended = commands.run("verify", "--repair");
        assertThat(mended.out()).contains("processed again").contains("no differences");
        assertThat(mended.status()).isZero();
        assertThat(commands.run("verify", "--repair").status()).isZero();
        for (String name : List.of("lost", "text", "revision", "alien", "model", "whole")) {
            assertThat(passages(name)).hasSize(3);
        }
        assertThat(passages("lost")).contains(lost);
        assertThat(passages("deleted")).isEmpty();
        assertThat(passages("nobody")).isEmpty();
    }

    private static void produce(String name) throws Exception {
        producer.send("verify-it/" + name, """
                # Masts

                The %1$s mast was made of larch.

                # Sails

                The %1$s sail was made of hemp.

                # Ropes

                The %1$s rope was made of nettles.
                """.formatted(name), "text/markdown");
    }

    private static List<String> passages(String name) throws Exception {
        return index.passages("verify-it/" + name, false);
    }

    private static Map<String, String> differences(String json) throws Exception {
        Map<String, String> kinds = new HashMap<>();
        JsonNode answer = new JsonMapper().readTree(json);
        assertThat(answer.path("documents").asLong()).isGreaterThanOrEqualTo(9);
        answer.path("differences")
                .forEach(difference -> kinds.merge(
                        difference.path("document_id").asText(),
                        difference.path("kind").asText(),
                        (one, other) -> one + " " + other));
        return kinds;
    }
}
