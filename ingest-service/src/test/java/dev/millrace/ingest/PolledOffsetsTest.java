package dev.millrace.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.core.deadletter.DeadLetter.Origin;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerInterceptor;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Test;

class PolledOffsetsTest {

    private final PolledOffsets polled = new PolledOffsets();

    @Test
    void nothingFollowsARecordWhereNothingIsKnown() {
        assertThat(polled.moreFollow(record(0, 7))).isFalse();
    }

    @Test
    void theConsumersOfKafkaStreamsTellWhatTheyPoll() {
        poll(consumerOfKafkaStreams(), 3, 4, 7);

        assertThat(polled.moreFollow(record(0, 3))).isTrue();
        assertThat(polled.moreFollow(record(0, 4))).isTrue();
        assertThat(polled.moreFollow(record(0, 7))).isFalse();
        assertThat(polled.moreFollow(record(1, 3))).as("another partition").isFalse();
    }

    @Test
    void whatIsPolledOnceMoreCountsAnew() {
        ConsumerInterceptor<byte[], byte[]> consumer = consumerOfKafkaStreams();
        poll(consumer, 3, 4, 7);

        poll(consumer, 3);

        assertThat(polled.moreFollow(record(0, 3))).isFalse();
    }

    /** As Kafka Streams and its consumer make it from the settings. */
    @SuppressWarnings("unchecked")
    private ConsumerInterceptor<byte[], byte[]> consumerOfKafkaStreams() {
        Properties streams = new Properties();
        streams.put(StreamsConfig.APPLICATION_ID_CONFIG, "test");
        streams.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "nowhere:1");
        polled.observe(streams);
        Map<String, Object> consumer =
                new HashMap<>(new StreamsConfig(streams).getMainConsumerConfigs("test", "test", 0));
        consumer.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        consumer.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        return new ConsumerConfig(consumer)
                .getConfiguredInstances(ConsumerConfig.INTERCEPTOR_CLASSES_CONFIG, ConsumerInterceptor.class)
                .getFirst();
    }

    private static void poll(ConsumerInterceptor<byte[], byte[]> consumer, long... offsets) {
        TopicPartition partition = new TopicPartition("documents", 0);
        List<ConsumerRecord<byte[], byte[]>> records = Arrays.stream(offsets)
                .mapToObj(offset -> new ConsumerRecord<>("documents", 0, offset, new byte[0], new byte[0]))
                .toList();
        consumer.onConsume(new ConsumerRecords<>(Map.of(partition, records), Map.of()));
    }

    private static Origin record(int partition, long offset) {
        return new Origin("documents", partition, offset, 0, "topic-1");
    }
}
