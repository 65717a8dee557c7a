package dev.millrace.standalone.campaign;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.millrace.core.deadletter.DeadLetter.Origin;
import dev.millrace.core.kafka.DocumentPartitioner;
import dev.millrace.core.kafka.TopicsConfig;
import dev.millrace.core.replay.Replay;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** Records of the documents topic, sent in order; a broker that is away is waited for in the background. */
public final class TopicSource implements Source {

    /** What was sent, and where it is once the broker has it. */
    private record Sent(byte @Nullable [] value, Future<RecordMetadata> place) {}

    private final KafkaProducer<String, byte[]> producer;
    private final Properties properties;
    private final TopicsConfig topics;
    private final Map<String, Sent> first = new HashMap<>();
    private final Map<String, Sent> last = new HashMap<>();

    /**
     * @param properties of the producer, without serializers
     */
    public TopicSource(Properties properties, TopicsConfig topics) {
        this.producer = new KafkaProducer<>(properties, new StringSerializer(), new ByteArraySerializer());
        this.properties = properties;
        this.topics = topics;
    }

    @Override
    public void put(String name, byte[] content) {
        send(name, content);
    }

    @Override
    public void delete(String name) {
        send(name, null);
    }

    @Override
    public void rename(String from, String to) {
        send(to, last.get(from).value());
        send(from, null);
    }

    @Override
    public void touch(String name) {
        repeat(name);
    }

    @Override
    public void repeat(String name) {
        send(name, last.get(name).value());
    }

    @Override
    public void late(String name) throws IOException, InterruptedException {
        Sent sent = first.get(name);
        try {
            RecordMetadata place = sent.place().get();
            Origin origin = new Origin(
                    place.topic(), place.partition(), place.offset(), place.timestamp(), topicId(place.topic()));
            int partitions = producer.partitionsFor(topics.replays()).size();
            producer.send(new ProducerRecord<>(
                    topics.replays(),
                    DocumentPartitioner.partition(name, partitions),
                    name,
                    sent.value(),
                    Replay.of(origin).headers(headers())));
        } catch (ExecutionException e) {
            throw new IOException("the first record of " + name + " was not sent", e);
        }
    }

    /** Returns when the broker has everything. */
    public void flush() {
        producer.flush();
    }

    @Override
    public void close() {
        producer.close();
    }

    private String topicId(String topic) throws InterruptedException, ExecutionException {
        try (Admin admin = Admin.create(properties)) {
            return admin.describeTopics(List.of(topic))
                    .allTopicNames()
                    .get()
                    .get(topic)
                    .topicId()
                    .toString();
        }
    }

    private void send(String name, byte @Nullable [] value) {
        Sent sent =
                new Sent(value, producer.send(new ProducerRecord<>(topics.documents(), null, name, value, headers())));
        first.putIfAbsent(name, sent);
        last.put(name, sent);
    }

    private static RecordHeaders headers() {
        RecordHeaders headers = new RecordHeaders();
        headers.add("meta.campaign", "yes".getBytes(UTF_8));
        return headers;
    }
}
