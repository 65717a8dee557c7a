package dev.millrace.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.core.config.Settings;
import dev.millrace.core.config.SettingsLoader;
import dev.millrace.standalone.SystemPlan.Flags;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class SystemPlanTest {

    private static final Flags NO_FLAGS = new Flags(null, null, null, null, null);
    private static final SystemState LAST =
            new SystemState(Path.of("/last"), 20_001, 20_002, 20_003, Optional.empty(), Optional.empty());

    @Test
    void aFirstStartUsesTheUsualPortsAndInbox() {
        SystemState plan = SystemPlan.of(NO_FLAGS, Optional.empty(), settings(Map.of()));

        assertThat(plan)
                .isEqualTo(new SystemState(
                        Path.of("inbox").toAbsolutePath(), 9092, 9200, 8080, Optional.empty(), Optional.empty()));
    }

    @Test
    void aRestartUsesWhatTheLastStartUsed() {
        assertThat(SystemPlan.of(NO_FLAGS, Optional.of(LAST), settings(Map.of("millrace.http.port", "20009"))))
                .isEqualTo(LAST);
    }

    @Test
    void aFlagWinsOverWhatTheLastStartUsed() {
        Flags flags = new Flags(Path.of("/given"), new Port(20_011), new Port(20_012), new Port(20_013), null);

        assertThat(SystemPlan.of(flags, Optional.of(LAST), settings(Map.of())))
                .isEqualTo(
                        new SystemState(Path.of("/given"), 20_011, 20_012, 20_013, Optional.empty(), Optional.empty()));
    }

    @Test
    void settingsAreUsedWhereNothingElseSays() {
        Map<String, String> set = Map.of("millrace.http.port", "20009", "millrace.ingest.sources.inbox.folder", "/set");
        SystemState plan = SystemPlan.of(NO_FLAGS, Optional.empty(), settings(set));

        assertThat(plan.httpPort()).isEqualTo(20_009);
        assertThat(plan.inbox()).isEqualTo(Path.of("/set"));
    }

    @Test
    void theServicesAreLedToTheSystem() {
        Settings settings = settings(SystemPlan.overrides(new DataFolder(Path.of("/data")), LAST));

        assertThat(settings.string("kafka.bootstrap-servers")).isEqualTo("127.0.0.1:20001");
        assertThat(settings.string("opensearch.url")).isEqualTo("http://127.0.0.1:20002");
        assertThat(settings.integer("http.port", 1, 65_535)).isEqualTo(20_003);
        assertThat(settings.string("ingest.sources.inbox.folder")).isEqualTo("/last");
        assertThat(settings.folder("ingest.state-directory")).isEqualTo(Path.of("/data/ingest"));
    }

    private static Settings settings(Map<String, String> overrides) {
        return new SettingsLoader(Map.of(), new Properties()).load(null, overrides);
    }
}
