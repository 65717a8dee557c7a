package dev.millrace.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.core.config.ConfigException;
import dev.millrace.core.config.SettingsLoader;
import dev.millrace.encoder.EncoderConfig;
import dev.millrace.encoder.Precision;
import dev.millrace.encoder.PrecisionSetting;
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
        assertThat(config.precision()).isEqualTo(PrecisionSetting.AUTO);
        assertThat(config.cache()).isNull();
    }

    @Test
    void everySettingIsRead() {
        EmbedConfig config = config(Map.of(
                "millrace.embed.max-poll-records", "7",
                "millrace.embed.threads", "3",
                "millrace.embed.batch-token-budget", "1024",
                "millrace.embed.native-cache-directory", "/cache",
                "millrace.embed.cache.directory", "/vectors",
                "millrace.embed.cache.max-size", "64MiB",
                "millrace.encoder.precision", "int8"));

        assertThat(config.maxPollRecords()).isEqualTo(7);
        assertThat(config.encoder()).isEqualTo(new EncoderConfig(3, 1024, Path.of("/cache"), Precision.INT8));
        assertThat(config.precision()).isEqualTo(PrecisionSetting.INT8);
        assertThat(config.cache()).isEqualTo(new EmbedConfig.Cache(Path.of("/vectors"), 64 << 20));
    }

    @Test
    void aBatchTooSmallForOneTextIsRefused() {
        assertThatThrownBy(() -> config(Map.of("millrace.embed.batch-token-budget", "100")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("millrace.embed.batch-token-budget");
    }

    @Test
    void aCacheTooSmallToBeOfUseIsRefused() {
        assertThatThrownBy(() -> config(Map.of("millrace.embed.cache.max-size", "1KiB")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("millrace.embed.cache.max-size");
    }

    private static EmbedConfig config(Map<String, String> overrides) {
        return EmbedConfig.from(new SettingsLoader(Map.of(), new Properties()).load(null, overrides));
    }
}
