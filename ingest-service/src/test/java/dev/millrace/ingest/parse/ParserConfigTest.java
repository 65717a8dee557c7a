package dev.millrace.ingest.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ParserConfigTest {

    @Test
    void defaults() {
        assertThat(ParserConfig.DEFAULTS)
                .isEqualTo(new ParserConfig(Duration.ofSeconds(60), 20_000_000, 10, 10_000, 2L << 30));
    }

    @Test
    void whatCannotBeIsRefusedByName() {
        assertThatThrownBy(() -> new ParserConfig(Duration.ZERO, 1, 1, 1, 1)).hasMessageContaining("deadline");
        assertThatThrownBy(() -> new ParserConfig(Duration.ofSeconds(1), 0, 1, 1, 1))
                .hasMessageContaining("max-text-chars");
        assertThatThrownBy(() -> new ParserConfig(Duration.ofSeconds(1), 1, -1, 1, 1))
                .hasMessageContaining("max-embedded-depth");
        assertThatThrownBy(() -> new ParserConfig(Duration.ofSeconds(1), 1, 1, -1, 1))
                .hasMessageContaining("max-embedded-count");
    }

    @Test
    void theFingerprintFollowsTheLimitsButNotTheDeadline() {
        ParserConfig config = new ParserConfig(Duration.ofSeconds(1), 100, 1, 1, 1);
        assertThat(ParserFingerprint.of(config))
                .isEqualTo(ParserFingerprint.of(new ParserConfig(Duration.ofSeconds(9), 100, 1, 1, 1)))
                .isNotEqualTo(ParserFingerprint.of(new ParserConfig(Duration.ofSeconds(1), 101, 1, 1, 1)))
                .startsWith("tika-3.");
    }
}
