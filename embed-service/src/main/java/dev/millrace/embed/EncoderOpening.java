package dev.millrace.embed;

import dev.millrace.core.kafka.SharedChoice;
import dev.millrace.core.kafka.TopicFollower;
import dev.millrace.core.kafka.TopicProvisioner;
import dev.millrace.encoder.MiniLmEncoder;
import dev.millrace.encoder.Precision;
import dev.millrace.encoder.PrecisionSetting;
import java.time.Duration;
import java.util.Optional;

/** Opens the encoder in the precision of the installation. */
public final class EncoderOpening {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private EncoderOpening() {}

    /** Waits for Kafka where the precision is to be measured: who measures first chooses for all. */
    public static MiniLmEncoder open(EmbedConfig config) throws InterruptedException {
        if (config.precision() != PrecisionSetting.AUTO) {
            return MiniLmEncoder.open(config.encoder());
        }
        new TopicProvisioner(config.kafka(), config.topics()).provision();
        SharedChoice choice = new SharedChoice(config.kafka(), config.topics().choices(), PrecisionSetting.CHOICE);
        Optional<String> made = choice.made();
        if (made.isPresent()) {
            return opened(config, made.get());
        }
        return neverEmbedded(config)
                ? measured(config, choice)
                : opened(config, choice.make(Precision.FLOAT32.name())); // older than the choice
    }

    private static MiniLmEncoder measured(EmbedConfig config, SharedChoice choice) throws InterruptedException {
        MiniLmEncoder encoder = MiniLmEncoder.openMeasured(config.encoder());
        boolean taken = false;
        try {
            String made = choice.make(encoder.precision().name());
            taken = made.equals(encoder.precision().name());
            return taken ? encoder : opened(config, made);
        } finally {
            if (!taken) {
                encoder.close();
            }
        }
    }

    private static MiniLmEncoder opened(EmbedConfig config, String precision) {
        return MiniLmEncoder.open(config.encoder().withPrecision(Precision.valueOf(precision)));
    }

    private static boolean neverEmbedded(EmbedConfig config) {
        try (TopicFollower embedded = new TopicFollower(
                config.kafka(), "millrace-choice", config.topics().embeddedChunks(), PATIENCE)) {
            return embedded.neverWritten();
        }
    }
}
