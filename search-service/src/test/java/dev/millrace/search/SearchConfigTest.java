package dev.millrace.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.core.config.ConfigException;
import dev.millrace.core.opensearch.FusionConfig;
import dev.millrace.search.Fusion.Weights;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SearchConfigTest {

    @Test
    void theDefaultsAreThoseOfTheReference() {
        assertThat(TestSettings.defaults())
                .isEqualTo(new SearchConfig(
                        new SearchConfig.Fusions(FusionName.BOUNDED_MIN_MAX, new FusionConfig(60, 0.5, 0.5), true),
                        400,
                        new SearchConfig.Limits(10, 100, 8 * 1024, 64 * 1024),
                        new SearchConfig.Boosts(1.0, 1.0, 1.0, 1.0, 0.3),
                        MissingAcl.OPEN,
                        new SearchConfig.EncoderUse(1, Duration.ofSeconds(5)),
                        10_000,
                        Optional.empty(),
                        new SearchConfig.Embeddings(256, 1 << 20)));
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
                Map.entry("millrace.search.encoder.wait", "1s"),
                Map.entry("millrace.search.rank-constant", "20"),
                Map.entry("millrace.search.fused-by", "search-service"),
                Map.entry("millrace.search.acl.missing", "closed"),
                Map.entry("millrace.search.query-cache-size", "7"),
                Map.entry("millrace.search.rerank.model", "models/cross"),
                Map.entry("millrace.search.rerank.top-n", "9"),
                Map.entry("millrace.search.rerank.batch-tokens", "1024"),
                Map.entry("millrace.search.rerank.threads", "2"),
                Map.entry("millrace.search.embeddings.max-inputs", "3"),
                Map.entry("millrace.search.embeddings.max-body-size", "4KiB"))));

        assertThat(config)
                .isEqualTo(new SearchConfig(
                        new SearchConfig.Fusions(FusionName.MIN_MAX, new FusionConfig(20, 0.2, 0.8), false),
                        50,
                        new SearchConfig.Limits(5, 20, 1024, 2048),
                        new SearchConfig.Boosts(2, 3, 4, 0, 0.5),
                        MissingAcl.CLOSED,
                        new SearchConfig.EncoderUse(2, Duration.ofSeconds(1)),
                        7,
                        Optional.of(new SearchConfig.Rerank(Path.of("models/cross"), 9, 1024, 2)),
                        new SearchConfig.Embeddings(3, 4096)));
        assertThat(config.fusions().of(FusionName.RRF)).isEqualTo(new Fusion.Rrf(20));
        assertThat(config.fusions().of(FusionName.MIN_MAX)).isEqualTo(new Fusion.MinMax(new Weights(0.2, 0.8)));
        assertThat(config.fusions().of(FusionName.BOUNDED_MIN_MAX))
                .isEqualTo(new Fusion.BoundedMinMax(new Weights(0.2, 0.8)));
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
