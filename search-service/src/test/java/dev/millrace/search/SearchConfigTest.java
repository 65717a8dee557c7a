package dev.millrace.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.core.config.ConfigException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SearchConfigTest {

    @Test
    void theDefaultsAreThoseOfTheReference() {
        assertThat(TestSettings.defaults())
                .isEqualTo(new SearchConfig(
                        new Fusion.Rrf(60),
                        100,
                        10,
                        100,
                        8 * 1024,
                        64 * 1024,
                        new SearchConfig.Boosts(1.0, 1.5, 1.2, 1.0, 0.3),
                        1,
                        Duration.ofSeconds(5)));
    }

    @Test
    void everySettingIsRead() {
        SearchConfig config = SearchConfig.from(TestSettings.with(Map.ofEntries(
                Map.entry("millrace.search.fusion", "min-max"),
                Map.entry("millrace.search.weights.lexical", "0.2"),
                Map.entry("millrace.search.weights.semantic", "0.8"),
                Map.entry("millrace.search.candidates", "50"),
                Map.entry("millrace.search.default-size", "5"),
                Map.entry("millrace.search.max-size", "20"),
                Map.entry("millrace.search.max-query-size", "1KiB"),
                Map.entry("millrace.search.max-body-size", "2KiB"),
                Map.entry("millrace.search.boosts.text", "2"),
                Map.entry("millrace.search.boosts.title", "3"),
                Map.entry("millrace.search.boosts.heading-path", "4"),
                Map.entry("millrace.search.boosts.filename", "0"),
                Map.entry("millrace.search.tie-breaker", "0.5"),
                Map.entry("millrace.search.encoder.threads", "2"),
                Map.entry("millrace.search.encoder.wait", "1s"))));

        assertThat(config)
                .isEqualTo(new SearchConfig(
                        new Fusion.MinMax(0.2, 0.8),
                        50,
                        5,
                        20,
                        1024,
                        2048,
                        new SearchConfig.Boosts(2, 3, 4, 0, 0.5),
                        2,
                        Duration.ofSeconds(1)));
    }

    @Test
    void whatCannotWorkNamesItsKey() {
        refused("millrace.search.default-size", "101");
        refused("millrace.search.fusion", "best");
        refused("millrace.search.candidates", "0");
        refused("millrace.search.max-body-size", "1GiB");
        assertThatThrownBy(() -> SearchConfig.from(TestSettings.with(Map.of(
                        "millrace.search.fusion",
                        "min-max",
                        "millrace.search.weights.lexical",
                        "0",
                        "millrace.search.weights.semantic",
                        "0"))))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("millrace.search.weights.lexical");
    }

    private static void refused(String key, String value) {
        assertThatThrownBy(() -> SearchConfig.from(TestSettings.with(Map.of(key, value))))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(key);
    }
}
