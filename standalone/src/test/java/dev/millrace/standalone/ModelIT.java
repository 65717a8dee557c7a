package dev.millrace.standalone;

import static dev.millrace.standalone.TestPipeline.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.core.kafka.KafkaConfig;
import dev.millrace.core.kafka.TopicsConfig;
import dev.millrace.embedded.testing.TestStack;
import dev.millrace.standalone.campaign.Document;
import dev.millrace.standalone.campaign.Document.Way;
import dev.millrace.standalone.campaign.FolderSource;
import dev.millrace.standalone.campaign.Hands;
import dev.millrace.standalone.campaign.Model;
import dev.millrace.standalone.campaign.ModelCheck;
import dev.millrace.standalone.campaign.Operation;
import dev.millrace.standalone.campaign.Operations;
import dev.millrace.standalone.campaign.TopicSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Random operations, and after each round the index must hold what a simple model says. */
class ModelIT {

    private static final long SEED = 4_711;
    private static final int ROUNDS = 4;
    private static final int OPERATIONS = 25;
    private static final String PREFIX = "model/";

    @Test
    void theIndexHoldsWhatTheModelSays() throws Exception {
        TestPipeline pipeline = TestPipeline.shared();
        TopicsConfig topics = TopicsConfig.from(pipeline.settings());
        Properties producer = KafkaConfig.from(pipeline.settings()).producer("model-test");
        Operations operations = new Operations(new Random(SEED), PREFIX, List.of(Way.FOLDER, Way.TOPIC), OPERATIONS);
        Model model = new Model();
        try (TopicSource records = new TopicSource(producer, topics);
                ModelCheck check = new ModelCheck(
                        model,
                        id -> id.startsWith(PREFIX) || id.startsWith("inbox:" + PREFIX),
                        topics,
                        TestStack.kafka(),
                        TestStack.openSearch())) {
            FolderSource files = new FolderSource(pipeline.inbox());
            Hands hands = new Hands(Map.of(Way.FOLDER, files, Way.TOPIC, records), producer, topics, model);
            for (int round = 1; round <= ROUNDS; round++) {
                Map<String, Long> before = check.revisions();
                Set<String> changed = carryOut(operations, hands);
                records.flush();
                eventually(() ->
                        assertThat(check.differences()).as("seed %d", SEED).isEmpty());
                Map<String, Long> after = check.revisions();
                assertThat(before).allSatisfy((id, revision) -> {
                    if (changed.contains(id)) {
                        assertThat(after.get(id)).as(id).isGreaterThan(revision);
                    } else {
                        assertThat(after.get(id)).as(id).isEqualTo(revision);
                    }
                });
            }
            for (Document document : List.copyOf(model.present().keySet())) {
                hands.carryOut(new Operation.Delete(document));
            }
            records.flush();
            eventually(() -> assertThat(check.differences())
                    .as("nothing is left of them")
                    .isEmpty());
        }
    }

    /** Returns the ids of the documents whose content is another now. */
    private static Set<String> carryOut(Operations operations, Hands hands) throws Exception {
        Set<String> changed = new HashSet<>();
        for (int i = 0; i < OPERATIONS; i++) {
            Operation operation = operations.next();
            hands.carryOut(operation);
            switch (operation) {
                case Operation.Put(var document, var text, var change) -> changed.add(document.id());
                case Operation.Delete(var document) -> changed.add(document.id());
                case Operation.Rename(var from, var to) -> {
                    changed.add(from.id());
                    changed.add(to.id());
                }
                case Operation.Touch touch -> {}
                case Operation.Repeat repeat -> {}
                case Operation.Corrupt corrupt -> {}
                case Operation.Late late -> {}
                case Operation.Reorder reorder -> {}
            }
        }
        return changed;
    }
}
