package dev.millrace.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.core.config.ConfigException;
import dev.millrace.core.config.SettingsLoader;
import dev.millrace.core.kafka.RetryPause;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IndexConfigTest {

    @Test
    void defaults() {
        assertThat(config(Map.of()))
                .isEqualTo(new IndexConfig(
                        new IndexConfig.Shape(
                                new IndexConfig.Words("english", 0.9, 0.4),
                                KnnEngine.LUCENE,
                                384,
                                16,
                                100,
                                1,
                                0,
                                Duration.ofSeconds(30)),
                        500,
                        new IndexConfig.Bulk(500, 5 << 20, 2),
                        new RetryPause(Duration.ofMillis(200), Duration.ofSeconds(30)),
                        new RefreshRule(Duration.ofMillis(100), Duration.ofSeconds(5), 500),
                        new IndexConfig.Tombstones(Duration.ofDays(7), Duration.ofHours(1), 10_000)));
    }

    @Test
    void everySettingIsRead() {
        Map<String, String> all = Map.ofEntries(
                Map.entry("millrace.index.engine", "faiss"),
                Map.entry("millrace.index.vector-dimension", "8"),
                Map.entry("millrace.index.analyzer", "standard"),
                Map.entry("millrace.index.bm25.k1", "1.2"),
                Map.entry("millrace.index.bm25.b", "0.75"),
                Map.entry("millrace.index.hnsw.m", "24"),
                Map.entry("millrace.index.hnsw.ef-construction", "200"),
                Map.entry("millrace.index.shards", "3"),
                Map.entry("millrace.index.replicas", "1"),
                Map.entry("millrace.index.max-poll-records", "50"),
                Map.entry("millrace.index.bulk.max-actions", "10"),
                Map.entry("millrace.index.bulk.max-size", "1MiB"),
                Map.entry("millrace.index.bulk.max-concurrency", "3"),
                Map.entry("millrace.index.retry.first-pause", "1s"),
                Map.entry("millrace.index.retry.longest-pause", "2s"),
                Map.entry("millrace.index.refresh.apart", "3s"),
                Map.entry("millrace.index.refresh.under-load", "4s"),
                Map.entry("millrace.index.refresh.interval", "5s"),
                Map.entry("millrace.index.tombstones.kept", "1h"),
                Map.entry("millrace.index.tombstones.sweep-interval", "2m"),
                Map.entry("millrace.index.tombstones.sweep-most", "7"));
        assertThat(config(all))
                .isEqualTo(new IndexConfig(
                        new IndexConfig.Shape(
                                new IndexConfig.Words("standard", 1.2, 0.75),
                                KnnEngine.FAISS,
                                8,
                                24,
                                200,
                                3,
                                1,
                                Duration.ofSeconds(5)),
                        50,
                        new IndexConfig.Bulk(10, 1 << 20, 3),
                        new RetryPause(Duration.ofSeconds(1), Duration.ofSeconds(2)),
                        new RefreshRule(Duration.ofSeconds(3), Duration.ofSeconds(4), 50),
                        new IndexConfig.Tombstones(Duration.ofHours(1), Duration.ofMinutes(2), 7)));
    }

    @ParameterizedTest
    @CsvSource({
        "engine, nmslib",
        "hnsw.m, 1",
        "analyzer, 'English words'",
        "bm25.k1, -1",
        "bm25.b, 1.1",
        "shards, 0",
        "replicas, -1",
        "bulk.max-actions, 0",
        "bulk.max-concurrency, 0",
        "retry.longest-pause, 1ms",
        "refresh.under-load, 1ms",
        "max-poll-records, none"
    })
    void aBadValueIsNamedByItsKey(String key, String value) {
        assertThatThrownBy(() -> config(Map.of("millrace.index." + key, value)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("index." + key);
    }

    private static IndexConfig config(Map<String, String> overrides) {
        return IndexConfig.from(new SettingsLoader(Map.of(), new Properties()).load(null, overrides));
    }
}
