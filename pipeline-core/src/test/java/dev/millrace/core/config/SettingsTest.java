package dev.millrace.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.core.kafka.KafkaConfig;
import dev.millrace.core.kafka.TopicsConfig;
import dev.millrace.core.opensearch.OpenSearchConfig;
import dev.millrace.core.service.HttpConfig;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {

    @TempDir
    private Path folder;

    @Test
    void withoutAnyConfigurationTheDefaultsHold() {
        Settings settings = load("");

        assertThat(KafkaConfig.from(settings).bootstrapServers()).isEqualTo("localhost:9092");
        assertThat(TopicsConfig.from(settings))
                .isEqualTo(new TopicsConfig(
                        "millrace.documents",
                        "millrace.chunks",
                        "millrace.embedded-chunks",
                        "millrace.dead-letters",
                        "millrace.replays",
                        "millrace.bucket-events",
                        "millrace.choices",
                        4,
                        (short) -1,
                        64 * 1024 * 1024));
        assertThat(OpenSearchConfig.from(settings))
                .isEqualTo(new OpenSearchConfig(
                        URI.create("http://localhost:9200"), "millrace", Duration.ofSeconds(30), Optional.empty()));
        assertThat(HttpConfig.from(settings)).isEqualTo(new HttpConfig("127.0.0.1", 8080));
    }

    @Test
    void theStrongerSourceWins() {
        Path file = file("millrace.http.port = 1");

        assertThat(port(load(file, Map.of(), Map.of(), Map.of()))).isEqualTo(1);
        assertThat(port(load(file, Map.of("MILLRACE_HTTP_PORT", "2"), Map.of(), Map.of())))
                .isEqualTo(2);
        assertThat(port(load(file, Map.of("MILLRACE_HTTP_PORT", "2"), Map.of("millrace.http.port", "3"), Map.of())))
                .isEqualTo(3);
        assertThat(port(load(
                        file,
                        Map.of("MILLRACE_HTTP_PORT", "2"),
                        Map.of("millrace.http.port", "3"),
                        Map.of("millrace.http.port", "4"))))
                .isEqualTo(4);
    }

    @Test
    void theFileCanBeNamedByAVariable() {
        Path file = file("millrace.http.port = 7");

        Settings settings =
                new SettingsLoader(Map.of("MILLRACE_CONFIG", file.toString()), new Properties()).load(null, Map.of());

        assertThat(port(settings)).isEqualTo(7);
    }

    @Test
    void anUnknownKeyIsRefusedWithTheNearestKnownOne() {
        assertThatThrownBy(() -> load("millrace.kafka.bootstrap-server = \"a:1\""))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("millrace.kafka.bootstrap-server ")
                .hasMessageContaining("test.conf: 1")
                .hasMessageContaining("did you mean millrace.kafka.bootstrap-servers?");
    }

    @Test
    void settingsOfTheKafkaClientsPassThrough() {
        Settings settings = load("millrace.kafka.properties { security.protocol = SSL }");

        assertThat(KafkaConfig.from(settings).properties()).containsEntry("security.protocol", "SSL");
    }

    @Test
    void aValueOutOfRangeNamesKeyPlaceAndRange() {
        assertThatThrownBy(() -> HttpConfig.from(load("millrace.http.port = 70000")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("millrace.http.port = 70000 (set in ")
                .hasMessageContaining("must be between 0 and 65535");
    }

    @Test
    void aValueOfAnotherTypeNamesItsVariable() {
        Settings settings = load(file(""), Map.of("MILLRACE_HTTP_PORT", "many"), Map.of(), Map.of());

        assertThatThrownBy(() -> HttpConfig.from(settings))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("millrace.http.port = many")
                .hasMessageContaining("the environment variable MILLRACE_HTTP_PORT");
    }

    @Test
    void aMissingOrBrokenFileIsNamed() {
        assertThatThrownBy(() -> load(folder.resolve("none.conf"), Map.of(), Map.of(), Map.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("none.conf");
        assertThatThrownBy(() -> load("millrace {"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("test.conf");
    }

    @Test
    void anAddressWithoutASchemeIsRefused() {
        assertThatThrownBy(() -> OpenSearchConfig.from(load("millrace.opensearch.url = \"localhost:9200\"")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("must be an address such as http://localhost:9200");
    }

    private Settings load(String content) {
        return load(file(content), Map.of(), Map.of(), Map.of());
    }

    private static Settings load(
            Path file, Map<String, String> environment, Map<String, String> properties, Map<String, String> overrides) {
        Properties systemProperties = new Properties();
        systemProperties.putAll(properties);
        return new SettingsLoader(environment, systemProperties).load(file, overrides);
    }

    private static int port(Settings settings) {
        return HttpConfig.from(settings).port();
    }

    private Path file(String content) {
        try {
            return Files.writeString(folder.resolve("test.conf"), content);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
