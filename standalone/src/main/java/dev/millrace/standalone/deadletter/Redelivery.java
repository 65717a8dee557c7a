package dev.millrace.standalone.deadletter;

import dev.millrace.core.config.Settings;
import dev.millrace.core.deadletter.DeadLetter;
import dev.millrace.core.deadletter.DeadLetter.Origin;
import dev.millrace.core.deadletter.Resolution;
import dev.millrace.core.kafka.KafkaConfig;
import dev.millrace.core.kafka.TopicsConfig;
import dev.millrace.core.replay.Replay;
import dev.millrace.core.service.Closer;
import dev.millrace.standalone.verify.Finding;
import dev.millrace.standalone.verify.Repair;
import dev.millrace.standalone.verify.ReplaySender;
import dev.millrace.standalone.verify.Verifier;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * Sends rejected records to be processed again, or notes that they are done with. A letter is noted as dealt with after
 * its record was sent: after a crash in between it is replayed once more, which is harmless. Not thread-safe.
 */
public final class Redelivery implements AutoCloseable {

    private final Closer closer = new Closer();
    private final Letters letters;
    private final String documentsTopic;
    private final ResolutionWriter notes;
    private final ReplaySender sender;
    private final Verifier verifier;
    private final Repair repair;
    private final List<String> notices = new ArrayList<>();

    /** Connects. */
    public Redelivery(Settings settings, Letters letters) throws InterruptedException, ExecutionException {
        this.letters = letters;
        KafkaConfig kafka = KafkaConfig.from(settings);
        TopicsConfig topics = TopicsConfig.from(settings);
        this.documentsTopic = topics.documents();
        boolean connected = false;
        try {
            this.verifier = closer.register(new Verifier(settings, Duration.ZERO));
            this.notes = closer.register(new ResolutionWriter(kafka, topics.deadLetters()));
            this.sender = closer.register(verifier.replays());
            this.repair = closer.register(new Repair(verifier, sender, kafka));
            connected = true;
        } finally {
            if (!connected) {
                closer.close();
            }
        }
    }

    /** Returns those that were sent. */
    public List<Letter> replay(List<Letter> meant) throws InterruptedException, ExecutionException, IOException {
        List<Letter> sent = new ArrayList<>();
        if (meant.stream().anyMatch(letter -> !letter.isDocument())) {
            verifier.readSourcesAndTopics();
        }
        for (Letter letter : meant) {
            if (letter.documentId().isEmpty()) {
                notices.add(letter.id() + " names no document, and can't be processed: drop it");
            } else if (letter.isDocument() ? sendAgain(letter) : redrive(letter)) {
                sent.add(letter);
            }
        }
        sender.flush();
        notices.addAll(repair.notices());
        resolve(sent, Resolution.Kind.REPLAYED);
        return sent;
    }

    public void drop(List<Letter> meant) throws InterruptedException, ExecutionException {
        resolve(meant, Resolution.Kind.DROPPED);
    }

    /** Sentences on what could not be done. */
    public List<String> notices() {
        return List.copyOf(notices);
    }

    @Override
    public void close() {
        closer.close();
    }

    /** In its old place: where the ledger has accepted something newer, it is refused. */
    private boolean sendAgain(Letter letter) throws InterruptedException, ExecutionException {
        Optional<ConsumerRecord<byte[], byte[]>> record = letters.record(letter);
        if (record.isEmpty()) {
            notices.add(letter.id() + " is no longer kept");
            return false;
        }
        Origin place = letter.rejection().origin();
        boolean known = place.topic().equals(documentsTopic);
        Replay replay = new Replay(known ? Optional.of(place) : Optional.empty(), false, List.of());
        sender.send(
                letter.documentId(),
                record.get().value(),
                replay.headers(withoutErrors(record.get().headers())));
        return true;
    }

    /** A passage can't be sent alone: its document is made again as a whole. */
    private boolean redrive(Letter letter) throws InterruptedException, ExecutionException, IOException {
        return repair.redrive(List.of(new Finding(letter.documentId(), List.of(), List.of(), false))) > 0;
    }

    private void resolve(List<Letter> done, Resolution.Kind how) throws InterruptedException, ExecutionException {
        for (Letter letter : done) {
            notes.write(letter, how);
        }
        notes.flush();
    }

    private static Headers withoutErrors(Headers all) {
        Headers headers = new RecordHeaders();
        for (Header header : all) {
            if (!header.key().startsWith(DeadLetter.PREFIX)) {
                headers.add(header);
            }
        }
        return headers;
    }
}
