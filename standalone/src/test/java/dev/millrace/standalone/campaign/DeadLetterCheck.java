package dev.millrace.standalone.campaign;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.millrace.core.deadletter.DeadLetter;
import dev.millrace.standalone.campaign.Difference.Kind;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Holds the dead letters to those that the model expects, each exactly once, and to those that there may be. */
final class DeadLetterCheck {

    private DeadLetterCheck() {}

    /**
     * @param expected document ids
     * @param possible document ids
     */
    static List<Difference> of(
            List<String> expected, List<String> possible, List<ConsumerRecord<byte[], byte[]>> records) {
        List<String> missing = new ArrayList<>(expected);
        List<String> others = new ArrayList<>(possible);
        List<Difference> differences = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            String key = record.key() == null ? "" : new String(record.key(), UTF_8);
            if (!missing.remove(key) && !others.remove(key)) {
                String letter = DeadLetter.read(record.headers())
                        .map(DeadLetter::toString)
                        .orElse("a record without the headers of one");
                differences.add(new Difference(Kind.DEAD_LETTER, key, "unexpected: " + letter));
            }
        }
        missing.forEach(id -> differences.add(new Difference(Kind.DEAD_LETTER, id, "there is none")));
        return differences;
    }
}
