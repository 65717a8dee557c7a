package dev.millrace.embed;

import dev.millrace.core.telemetry.ServiceMetrics;
import dev.millrace.encoder.EncoderListener;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.BaseUnits;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What embed-service measures. */
final class EmbedMetrics implements EncoderListener {

    private final ServiceMetrics metrics;
    private final Counter computed;
    private final Counter cached;
    private final Counter repeated;
    private final Counter textTokens;
    private final Counter modelTokens;
    private final AtomicLong cacheBytes = new AtomicLong();
    private final Timer tokenize;
    private final Timer embed;

    EmbedMetrics(MeterRegistry registry) {
        this.metrics = new ServiceMetrics(registry, EmbedApplication.NAME);
        this.computed = vectors(registry, "computed");
        this.cached = vectors(registry, "cached");
        this.repeated = vectors(registry, "repeated");
        this.textTokens = tokens(registry, "text");
        this.modelTokens = tokens(registry, "model");
        Gauge.builder("millrace.vector.cache.size", cacheBytes, AtomicLong::get)
                .baseUnit(BaseUnits.BYTES)
                .register(registry);
        this.tokenize = metrics.stage("tokenize");
        this.embed = metrics.stage("embed");
    }

    private static Counter vectors(MeterRegistry registry, String origin) {
        return registry.counter("millrace.vectors", "origin", origin);
    }

    private static Counter tokens(MeterRegistry registry, String of) {
        return registry.counter("millrace.tokens", "of", of);
    }

    /** Where the vectors of one batch came from: the model, the cache, or the same text in the same batch. */
    void vectors(int fromModel, int fromCache, int fromBatch) {
        computed.increment(fromModel);
        cached.increment(fromCache);
        repeated.increment(fromBatch);
    }

    /** Size of the vector cache on the disk. */
    void cacheBytes(long bytes) {
        cacheBytes.set(bytes);
    }

    @Override
    public void tokenized(int texts, int tokens, Duration took) {
        tokenize.record(took);
        textTokens.increment(tokens);
    }

    @Override
    public void embedded(int texts, int paddedTokens, Duration took) {
        embed.record(took);
        metrics.recordBatch("chunks", texts);
        metrics.recordBatch("tokens", paddedTokens);
        modelTokens.increment(paddedTokens);
    }

    void processed(ConsumerRecord<byte[], byte[]> record, Outcome outcome, long nowMillis) {
        metrics.countRecord(outcome.tag());
        metrics.recordTopicLatency(record.topic(), record.timestamp(), nowMillis);
    }
}
