package dev.millrace.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.millrace.embedded.EmbeddedConfig;
import dev.millrace.embedded.EmbeddedHome;
import dev.millrace.embedded.EmbeddedKafka;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

class NodeKeeperIT {

    private static final Duration DEADLINE = Duration.ofMinutes(3);

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path folder;

    @Test
    void aBrokerThatIsKilledIsThereAgainWithItsData() throws Exception {
        EmbeddedConfig config =
                EmbeddedConfig.of(EmbeddedHome.fromSystemProperty(), folder.resolve("data"), folder.resolve("logs"));
        try (EmbeddedKafka kafka = EmbeddedKafka.start(config);
                NodeKeeper keeper = new NodeKeeper(Duration.ZERO);
                Admin admin = Admin.create(
                        Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, (Object) kafka.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic("kept", 1, (short) 1)))
                    .all()
                    .get();
            Process killed = kafka.process();
            keeper.keep(kafka);

            killed.destroyForcibly().waitFor();

            await().atMost(DEADLINE)
                    .ignoreExceptions()
                    .untilAsserted(
                            () -> assertThat(admin.listTopics().names().get()).contains("kept"));
            assertThat(kafka.process().pid()).isNotEqualTo(killed.pid());
        }
    }
}
