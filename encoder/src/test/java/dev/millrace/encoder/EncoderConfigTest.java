package dev.millrace.encoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class EncoderConfigTest {
    @Test
    void theDefaultsUseTheWholeMachine() {
        EncoderConfig defaults = EncoderConfig.defaults();
        assertThat(defaults.threads()).isEqualTo(Runtime.getRuntime().availableProcessors());
        assertThat(defaults.batchTokenBudget()).isEqualTo(EncoderConfig.DEFAULT_BATCH_TOKEN_BUDGET);
        assertThat(defaults.nativeCacheDirectory()).isNull();
    }

    @Test
    void theNativeCacheDirectoryCanBeChosen() {
        EncoderConfig config = EncoderConfig.defaults().withNativeCacheDirectory(Path.of("cache"));
        assertThat(config.nativeCacheDirectory()).isEqualTo(Path.of("cache"));
    }

    @Test
    void wrongValuesAreRefusedByName() {
        assertThatThrownBy(() -> new EncoderConfig(0, 2048, null)).hasMessageContaining("threads");
        assertThatThrownBy(() -> new EncoderConfig(1, 255, null)).hasMessageContaining("batchTokenBudget");
    }
}
