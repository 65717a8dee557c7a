package dev.millrace.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.core.config.ConfigException;
import dev.millrace.core.config.SettingsLoader;
import dev.millrace.encoder.EncoderConfig;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class EmbedConfigTest {

    @Test
    void theDefaultsAreThoseOfTheEncoder() {
        EmbedConfig config = config(Map.of());

        assertThat(config.maxPollRecords()).isEqualTo(64);
        assertThat(config.encoder()).isEqualTo(EncoderConfig.defaults());
    }

    @Test
    void everySettingIsRead() {
        EmbedConfig config = config(Map.of(
                "millrace.embed.max-poll-records", "7",
                "millrace.embed.threads", "3",
                "millrace.embed.batch-token-budget", "512",
                "millrace.embed.native-cache-directory", "/cache"));

        assertThat(config.maxPollRecords()).isEqualTo(7);
        assertThat(config.encoder()).isEqualTo(new EncoderConfig(3, 512, Path.of("/cache")));
    }

    @Test
    void aBatchTooSmallForOneTextIsRefused() {
        assertThatThrownBy(() -> config(Map.of("millrace.embed.batch-token-budget", "100")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("millrace.embed.batch-token-budget");
    }

    private static EmbedConfig config(Map<String, String> overrides) {
        return EmbedConfig.from(new SettingsLoader(Map.of(), new Properties()).load(null, overrides));
    }
}
