package dev.millrace.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.core.config.ConfigException;
import dev.millrace.core.config.SettingsLoader;
import dev.millrace.core.kafka.RetryPause;
import dev.millrace.ingest.chunk.ChunkerConfig;
import dev.millrace.ingest.chunk.ChunkingConfig;
import dev.millrace.ingest.chunk.Strategy;
import dev.millrace.ingest.parse.ParserConfig;
import dev.millrace.ingest.parse.fork.PoolConfig;
import dev.millrace.ingest.source.DeletionLimits;
import dev.millrace.ingest.source.Place;
import dev.millrace.ingest.source.SourceConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IngestConfigTest {

    @Test
    void byDefaultNoFolderIsWatchedAndTheLastGoodVersionIsKept() {
        IngestConfig config = config(Map.of());

        assertThat(config.sources()).isEmpty();
        assertThat(config.onFailure()).isEqualTo(OnFailure.KEEP);
        assertThat(config.threads()).isEqualTo(config.topics().partitions());
        assertThat(config.maxFileBytes()).isEqualTo(1L << 30);
        assertThat(config.parser()).isEqualTo(ParserConfig.DEFAULTS);
        assertThat(config.parserPool())
                .isEqualTo(new PoolConfig(PoolConfig.processesOfThisMachine(512L << 20), 2, 512L << 20, 1_000, 3));
        assertThat(config.chunking()).isEqualTo(new ChunkingConfig(ChunkerConfig.DEFAULTS, Map.of()));
        assertThat(config.patience().document()).isEqualTo(Duration.ofSeconds(2));
        assertThat(config.patience().source())
                .isEqualTo(new RetryPause(Duration.ofMillis(500), Duration.ofSeconds(30)));
    }

    @Test
    void everySettingIsRead() {
        IngestConfig config = config(Map.ofEntries(
                Map.entry("millrace.ingest.threads", "3"),
                Map.entry("millrace.ingest.state-directory", "/state"),
                Map.entry("millrace.ingest.max-file-size", "1MiB"),
                Map.entry("millrace.ingest.on-failure", "remove"),
                Map.entry("millrace.ingest.retry-first", "1s"),
                Map.entry("millrace.ingest.retry-longest", "2s"),
                Map.entry("millrace.ingest.sources.drop.folder", "/inbox"),
                Map.entry("millrace.ingest.sources.drop.settle", "1s"),
                Map.entry("millrace.ingest.sources.drop.listing-interval", "1h"),
                Map.entry("millrace.ingest.parse.deadline", "5s"),
                Map.entry("millrace.ingest.parse.max-text-chars", "1000"),
                Map.entry("millrace.ingest.parse.max-embedded-depth", "1"),
                Map.entry("millrace.ingest.parse.max-embedded-count", "2"),
                Map.entry("millrace.ingest.parse.max-embedded-bytes", "4KiB"),
                Map.entry("millrace.ingest.parse.processes", "3"),
                Map.entry("millrace.ingest.parse.slow-processes", "1"),
                Map.entry("millrace.ingest.parse.heap", "128MiB"),
                Map.entry("millrace.ingest.parse.recycle-after", "10"),
                Map.entry("millrace.ingest.parse.max-attempts", "5"),
                Map.entry("millrace.ingest.chunking.strategy", "fixed"),
                Map.entry("millrace.ingest.chunking.max-tokens", "64"),
                Map.entry("millrace.ingest.chunking.overlap-tokens", "10"),
                Map.entry("millrace.ingest.chunking.least-likeness", "0.5"),
                Map.entry("millrace.ingest.sources.drop.chunking-strategy", "whole")));

        assertThat(config.threads()).isEqualTo(3);
        assertThat(config.stateDirectory()).isEqualTo(Path.of("/state"));
        assertThat(config.maxFileBytes()).isEqualTo(1L << 20);
        assertThat(config.onFailure()).isEqualTo(OnFailure.REMOVE);
        assertThat(config.patience().source()).isEqualTo(new RetryPause(Duration.ofSeconds(1), Duration.ofSeconds(2)));
        assertThat(config.sources())
                .containsExactly(new SourceConfig(
                        "drop",
                        new Place.Folder(Path.of("/inbox"), Duration.ofSeconds(1)),
                        Duration.ofHours(1),
                        new DeletionLimits(0.15, 500)));
        assertThat(config.parser()).isEqualTo(new ParserConfig(Duration.ofSeconds(5), 1000, 1, 2, 4096));
        assertThat(config.parserPool()).isEqualTo(new PoolConfig(3, 1, 128L << 20, 10, 5));
        assertThat(config.chunking())
                .isEqualTo(new ChunkingConfig(
                        new ChunkerConfig(Strategy.FIXED, 64, 10, 0.5),
                        Map.of("drop", new ChunkerConfig(Strategy.WHOLE, 64, 10, 0.5))));
    }

    @ParameterizedTest
    @CsvSource({
        "millrace.ingest.threads, 0, between 1 and 256",
        "millrace.ingest.on-failure, sometimes, 'one of keep, remove'",
        "millrace.ingest.retry-longest, 1ms, retry-first",
        "millrace.ingest.sources.inbox.settle, 0s, longer than zero",
        "millrace.ingest.parse.heap, 1MiB, 64MiB",
        "millrace.ingest.parse.slow-processes, 0, between 1 and 1000",
        "millrace.ingest.parse.deadline, soon, 'a duration such as 250ms, 5s or 1h'",
        "millrace.ingest.chunking.max-tokens, 512, between 16 and 256",
        "millrace.ingest.chunking.strategy, clever, 'one of fixed, sentence, structural, semantic, whole'",
        "millrace.ingest.sources.inbox.chunking-overlap-tokens, 129, between 0 and 128",
        "millrace.ingest.max-file-size, -1, a size such as 64KiB",
        "millrace.ingest.max-file-size, 0, more than zero"
    })
    void aValueThatCanNotBeUsedIsNamed(String key, String value, String problem) {
        assertThatThrownBy(() -> config(Map.of("millrace.ingest.sources.inbox.folder", "/inbox", key, value)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(key)
                .hasMessageContaining(problem);
    }

    private static IngestConfig config(Map<String, String> overrides) {
        return IngestConfig.from(new SettingsLoader(Map.of(), new Properties()).load(null, overrides));
    }
}
