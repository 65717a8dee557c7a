package dev.millrace.embed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.core.config.SettingsLoader;
import dev.millrace.core.kafka.SharedChoice;
import dev.millrace.core.kafka.TopicProvisioner;
import dev.millrace.embedded.testing.TestStack;
import dev.millrace.encoder.MiniLmEncoder;
import dev.millrace.encoder.Precision;
import dev.millrace.encoder.PrecisionSetting;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

/** The precision that is measured once, on a real Kafka. */
class EncoderOpeningIT {

    @Test
    void whatTheFirstStartMeasuredHoldsForAllLaterOnes() throws Exception {
        EmbedConfig config = config("measured", Map.of());
        try (MiniLmEncoder first = EncoderOpening.open(config);
                MiniLmEncoder second = EncoderOpening.open(config)) {
            assertThat(choice(config).made()).contains(first.precision().name());
            assertThat(second.modelId()).isEqualTo(first.modelId());
        }
    }

    @Test
    void whoChoosesSecondGetsWhatTheFirstChose() throws Exception {
        EmbedConfig config = config("second", Map.of());
        new TopicProvisioner(config.kafka(), config.topics()).provision();

        assertThat(choice(config).made()).isEmpty();
        assertThat(choice(config).make("FLOAT32")).isEqualTo("FLOAT32");
        assertThat(choice(config).make("INT8")).isEqualTo("FLOAT32");
        assertThat(choice(config).await()).isEqualTo("FLOAT32");
    }

    @Test
    void anInstallationWithVectorsFromBeforeKeepsFullPrecision() throws Exception {
        EmbedConfig config = config("older", Map.of());
        new TopicProvisioner(config.kafka(), config.topics()).provision();
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                config.kafka().producer("test"), new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(config.topics().embeddedChunks(), "k".getBytes(UTF_8), new byte[0]))
                    .get();
        }
        try (MiniLmEncoder encoder = EncoderOpening.open(config)) {
            assertThat(encoder.precision()).isEqualTo(Precision.FLOAT32);
        }
        assertThat(choice(config).made()).contains("FLOAT32");
    }

    @Test
    void whatIsConfiguredIsNeitherMeasuredNorKept() throws Exception {
        EmbedConfig config = config("fixed", Map.of("millrace.encoder.precision", "int8"));
        try (MiniLmEncoder encoder = EncoderOpening.open(config)) {
            assertThat(encoder.precision()).isEqualTo(Precision.INT8);
        }
        assertThat(choice(config).made()).isEmpty();
    }

    private static SharedChoice choice(EmbedConfig config) {
        return new SharedChoice(config.kafka(), config.topics().choices(), PrecisionSetting.CHOICE);
    }

    /** Topics of its own. */
    private static EmbedConfig config(String name, Map<String, String> settings) throws InterruptedException {
        Map<String, String> all = new HashMap<>(settings);
        all.put("millrace.kafka.bootstrap-servers", TestStack.kafka());
        for (String topic : new String[] {
            "documents", "chunks", "embedded-chunks", "dead-letters", "replays", "bucket-events", "choices"
        }) {
            all.put("millrace.topics." + topic, "opening." + name + "." + topic);
        }
        return EmbedConfig.from(new SettingsLoader(Map.of(), new Properties()).load(null, all));
    }
}
