package dev.millrace.ingest.chunk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.core.config.SettingsLoader;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class ChunkingConfigTest {

    private static final ChunkingConfig CONFIG = ChunkingConfig.from(
            new SettingsLoader(Map.of("MILLRACE_INGEST_SOURCES_TICKETS_CHUNKING_STRATEGY", "whole"), new Properties())
                    .load(
                            null,
                            Map.of(
                                    "millrace.ingest.sources.tickets.folder", "/tickets",
                                    "millrace.ingest.sources.scans.folder", "/scans",
                                    "millrace.ingest.sources.scans.chunking-max-tokens", "100",
                                    "millrace.ingest.sources.plain.folder", "/plain"))
                    .at("ingest"));

    @Test
    void aSourceIsCutAsItSaysAndAllElseAsUsual() {
        assertThat(CONFIG.of("tickets:a/b.txt").strategy()).isEqualTo(Strategy.WHOLE);
        assertThat(CONFIG.of("scans:page:1.pdf")).isEqualTo(new ChunkerConfig(Strategy.STRUCTURAL, 100, 32, 0.2));
        assertThat(CONFIG.of("plain:a")).isEqualTo(ChunkerConfig.DEFAULTS);
        assertThat(CONFIG.of("produced.pdf")).isEqualTo(ChunkerConfig.DEFAULTS);
        assertThat(CONFIG.of("urn:x")).isEqualTo(ChunkerConfig.DEFAULTS);
        assertThat(CONFIG.of("")).isEqualTo(ChunkerConfig.DEFAULTS);
    }

    @Test
    void aSettingIsPartOfTheFingerprintOfThoseThatItCutsAndOfNoOthers() {
        try (Chunkers chunkers = Chunkers.open(CONFIG)) {
            assertThat(chunkers.fingerprint("plain:a")).isEqualTo(chunkers.fingerprint("produced.pdf"));
            assertThat(chunkers.fingerprint("scans:a"))
                    .isNotEqualTo(chunkers.fingerprint("plain:a"))
                    .isNotEqualTo(chunkers.fingerprint("tickets:a"));
        }
        assertThat(new ChunkerConfig(Strategy.STRUCTURAL, 100, 20, 0.3).fingerprint())
                .isEqualTo(new ChunkerConfig(Strategy.STRUCTURAL, 100, 30, 0.3).fingerprint());
        assertThat(new ChunkerConfig(Strategy.FIXED, 100, 20, 0.3).fingerprint())
                .isNotEqualTo(new ChunkerConfig(Strategy.FIXED, 100, 30, 0.3).fingerprint());
    }
}
