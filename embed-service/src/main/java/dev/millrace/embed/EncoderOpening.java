package dev.millrace.embed;

import dev.millrace.core.kafka.SharedChoice;
import dev.millrace.core.kafka.TopicFollower;
import dev.millrace.core.kafka.TopicProvisioner;
import dev.millrace.encoder.MiniLmEncoder;
import dev.millrace.encoder.MiniLmOpening;
import dev.millrace.encoder.Precision;
import dev.millrace.encoder.PrecisionSetting;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Opens the encoder in the precision of the installation. */
public final class EncoderOpening {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private EncoderOpening() {}

    /** On a Kafka that is there. */
    public static MiniLmEncoder open(EmbedConfig config) throws InterruptedException {
        return open(config, CompletableFuture.completedFuture(null));
    }

    /**
     * Reads the model meanwhile, and waits for Kafka where the precision is to be measured: who measures first chooses for
     * all.
     *
     * @param kafka completed when clients can use it
     */
    public static MiniLmEncoder open(EmbedConfig config, CompletableFuture<?> kafka) throws InterruptedException {
        try (MiniLmOpening opening = MiniLmOpening.begin(config.encoder())) {
            Optional<Precision> fixed = config.precision().fixed();
            if (fixed.isPresent()) {
                return opening.in(fixed.get());
            }
            kafka.join();
            return opening.in(Precision.valueOf(chosen(config, opening)));
        }
    }

    private static String chosen(EmbedConfig config, MiniLmOpening opening) throws InterruptedException {
        new TopicProvisioner(config.kafka(), config.topics()).provision();
        SharedChoice choice = new SharedChoice(config.kafka(), config.topics().choices(), PrecisionSetting.CHOICE);
        Optional<String> made = choice.made();
        if (made.isPresent()) {
            return made.get();
        }
        Precision own = neverEmbedded(config) ? opening.measure() : Precision.FLOAT32; // older than the choice
        return choice.make(own.name());
    }

    private static boolean neverEmbedded(EmbedConfig config) {
        try (TopicFollower embedded = new TopicFollower(
                config.kafka(), "millrace-choice", config.topics().embeddedChunks(), PATIENCE)) {
            return embedded.neverWritten();
        }
    }
}
