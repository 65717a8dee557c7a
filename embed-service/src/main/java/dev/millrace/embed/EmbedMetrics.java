package dev.millrace.embed;

import dev.millrace.core.telemetry.ServiceMetrics;
import dev.millrace.encoder.EncoderListener;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What embed-service measures. */
final class EmbedMetrics implements EncoderListener {

    private final ServiceMetrics metrics;
    private final Timer tokenize;
    private final Timer embed;

    EmbedMetrics(MeterRegistry registry) {
        this.metrics = new ServiceMetrics(registry, EmbedApplication.NAME);
        this.tokenize = metrics.stage("tokenize");
        this.embed = metrics.stage("embed");
    }

    @Override
    public void tokenized(int texts, int tokens, Duration took) {
        tokenize.record(took);
    }

    @Override
    public void embedded(int texts, int paddedTokens, Duration took) {
        embed.record(took);
        metrics.recordBatch("chunks", texts);
        metrics.recordBatch("tokens", paddedTokens);
    }

    void processed(ConsumerRecord<byte[], byte[]> record, Outcome outcome, long nowMillis) {
        metrics.countRecord(outcome.tag());
        metrics.recordTopicLatency(record.topic(), record.timestamp(), nowMillis);
    }
}
