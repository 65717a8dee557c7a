package dev.millrace.embed;

import dev.millrace.core.config.Settings;
import dev.millrace.core.kafka.KafkaConfig;
import dev.millrace.core.kafka.TopicsConfig;
import dev.millrace.encoder.EncoderConfig;
import dev.millrace.encoder.MiniLmModel;
import java.nio.file.Path;

/**
 * Settings of embed-service.
 *
 * @param maxPollRecords the most chunks taken from the topic at once
 */
public record EmbedConfig(KafkaConfig kafka, TopicsConfig topics, int maxPollRecords, EncoderConfig encoder) {

    private static final int MOST_POLL_RECORDS = 10_000;
    private static final int LARGEST_BATCH_TOKENS = 1 << 20;

    public static EmbedConfig from(Settings settings) {
        Settings embed = settings.at("embed");
        return new EmbedConfig(
                KafkaConfig.from(settings),
                TopicsConfig.from(settings),
                embed.integer("max-poll-records", 1, MOST_POLL_RECORDS),
                encoder(embed));
    }

    private static EncoderConfig encoder(Settings embed) {
        int threads = embed.integer("threads", 0, 1_024);
        return new EncoderConfig(
                threads == 0 ? Runtime.getRuntime().availableProcessors() : threads,
                embed.integer("batch-token-budget", MiniLmModel.MAX_TOKENS, LARGEST_BATCH_TOKENS),
                embed.optionalString("native-cache-directory").map(Path::of).orElse(null));
    }
}
