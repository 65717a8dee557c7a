package dev.millrace.embed;

import dev.millrace.core.config.Settings;
import dev.millrace.core.kafka.KafkaConfig;
import dev.millrace.core.kafka.TopicsConfig;
import dev.millrace.encoder.EncoderConfig;
import dev.millrace.encoder.MiniLmModel;
import dev.millrace.encoder.Precision;
import dev.millrace.encoder.PrecisionSetting;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Settings of embed-service.
 *
 * @param maxPollRecords the most chunks taken from the topic at once
 * @param encoder but for the precision, where that is measured
 * @param cache of vectors; null for none
 */
public record EmbedConfig(
        KafkaConfig kafka,
        TopicsConfig topics,
        int maxPollRecords,
        EncoderConfig encoder,
        PrecisionSetting precision,
        @Nullable Cache cache) {

    /** Where vectors are kept, and the most bytes of them. */
    public record Cache(Path directory, long maxBytes) {}

    private static final int MOST_POLL_RECORDS = 10_000;
    private static final int LARGEST_BATCH_TOKENS = 1 << 20;
    private static final long SMALLEST_CACHE_BYTES = 1 << 20;

    public static EmbedConfig from(Settings settings) {
        Settings embed = settings.at("embed");
        PrecisionSetting precision = settings.at("encoder").choice("precision", PrecisionSetting.class);
        return new EmbedConfig(
                KafkaConfig.from(settings),
                TopicsConfig.from(settings),
                embed.integer("max-poll-records", 1, MOST_POLL_RECORDS),
                encoder(embed, precision.fixed().orElse(Precision.FLOAT32)),
                precision,
                cache(embed));
    }

    private static @Nullable Cache cache(Settings embed) {
        long maxBytes = embed.bytes("cache.max-size");
        if (maxBytes < SMALLEST_CACHE_BYTES) {
            throw embed.invalid(
                    "cache.max-size", "must be at least 1MiB; an empty cache.directory turns the cache off");
        }
        return embed.optionalString("cache.directory")
                .map(directory -> new Cache(Path.of(directory), maxBytes))
                .orElse(null);
    }

    private static EncoderConfig encoder(Settings embed, Precision precision) {
        int threads = embed.integer("threads", 0, 1_024);
        return new EncoderConfig(
                threads == 0 ? Runtime.getRuntime().availableProcessors() : threads,
                embed.integer("batch-token-budget", MiniLmModel.MAX_TOKENS, LARGEST_BATCH_TOKENS),
                embed.optionalString("native-cache-directory").map(Path::of).orElse(null),
                precision);
    }
}
