package dev.millrace.standalone;

import dev.millrace.core.config.Settings;
import dev.millrace.core.kafka.KafkaConfig;
import dev.millrace.core.kafka.TopicsConfig;
import dev.millrace.evaluation.speed.GrowthCorpus;
import dev.millrace.evaluation.speed.Progression;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Lets the index of a system grow, by records in embed-service's place, and watches how fast they are indexed. */
final class GrowthFeed implements AutoCloseable {

    private static final Duration LOOK = Duration.ofMillis(100);
    /** So many records are there to be read, and no more: index-service never waits, and they are made as they go. */
    private static final int AHEAD = 4_000;

    private static final int AT_ONCE = 500;
    private static final Duration STANDSTILL = Duration.ofMinutes(3);

    private final GrowthCorpus corpus;
    private final RunningSystem system;
    private final ProgressLine line;
    private final KafkaProducer<byte[], byte[]> producer;
    private final String topic;
    private final int partitions;

    GrowthFeed(GrowthCorpus corpus, Settings settings, RunningSystem system, ProgressLine line) {
        this.corpus = corpus;
        this.system = system;
        this.line = line;
        this.producer = new KafkaProducer<>(
                KafkaConfig.from(settings).producer("millrace-growth"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        this.topic = TopicsConfig.from(settings).embeddedChunks();
        this.partitions = producer.partitionsFor(topic).size();
    }

    /** Returns when the chunks from one place up to another are written to the index. */
    Progression grow(int from, int to, int edition) throws InterruptedException {
        long before = indexed();
        Progression progression = new Progression();
        long lastChange = System.nanoTime();
        long indexed = 0;
        progression.add(lastChange, 0);
        int sent = from;
        while (indexed < to - from) {
            if (sent < to && sent - from - indexed < AHEAD) {
                int next = Math.min(to, sent + AT_ONCE);
                send(sent, next, edition);
                sent = next;
            } else {
                Thread.sleep(LOOK);
            }
            long now = System.nanoTime();
            long counted = indexed() - before;
            if (counted > indexed) {
                lastChange = now;
                indexed = counted;
            }
            requireProgress(now - lastChange);
            progression.add(now, indexed);
            line.show(from + indexed + " of " + to + " chunks indexed");
        }
        return progression;
    }

    private void send(int from, int to, int edition) throws InterruptedException {
        long now = System.currentTimeMillis();
        List<Future<RecordMetadata>> underway = new ArrayList<>(to - from);
        for (int place = from; place < to; place++) {
            underway.add(producer.send(corpus.record(topic, partitions, place, edition, now)));
        }
        producer.flush();
        try {
            for (Future<RecordMetadata> sent : underway) {
                sent.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("an embedded chunk can't be written to " + topic, e.getCause());
        }
    }

    private long indexed() {
        return MetricsText.parse(system.get("/metrics"))
                .sum("millrace_records_total", Map.of("service", "index-service"));
    }

    private void requireProgress(long restingNanos) {
        if (restingNanos > STANDSTILL.toNanos()) {
            throw CommandFailure.failed("Nothing was indexed for " + STANDSTILL.toMinutes()
                    + " minutes: is the disk full or the machine too busy? Try again when it is not");
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
