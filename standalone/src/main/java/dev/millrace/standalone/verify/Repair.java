package dev.millrace.standalone.verify;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.millrace.core.deadletter.DeadLetter.Origin;
import dev.millrace.core.kafka.DocumentPartitioner;
import dev.millrace.core.kafka.KafkaConfig;
import dev.millrace.core.message.LedgerEntry;
import dev.millrace.core.message.LedgerStatus;
import dev.millrace.core.replay.Replay;
import dev.millrace.core.service.Closer;
import dev.millrace.ingest.document.ReferenceCodec;
import dev.millrace.standalone.verify.SourceListing.Content;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * Has documents processed again, from where they come from, through the replays topic. Harmless for a document that is as
 * it should be, and as often as one likes. Not thread-safe.
 */
public final class Repair implements AutoCloseable {

    /** Ids in the headers of one record: a thousand are some 50 kB. */
    private static final int MOST_IDS_IN_A_RECORD = 1000;

    private final Closer closer = new Closer();
    private final Verifier verifier;
    private final RecordReader reader;
    private final ReplaySender sender;
    private final List<String> notices = new ArrayList<>();

    /**
     * @param verifier that found what differs; not closed here
     * @param sender not closed here
     */
    public Repair(Verifier verifier, ReplaySender sender, KafkaConfig kafka) {
        this.verifier = verifier;
        this.sender = sender;
        this.reader = closer.register(new RecordReader(kafka));
    }

    /**
     * Returns once the replays topic has all that could be sent.
     *
     * @return how many documents
     */
    public int redrive(List<Finding> findings) throws IOException, InterruptedException, ExecutionException {
        List<String> ids = findings.stream().map(Finding::documentId).toList();
        Set<String> held = new HashSet<>();
        verifier.sources().sources().stream()
                .filter(source -> SourcesPicture.missesTooMuch(source, ids))
                .forEach(source -> held.add(source.config().name()));
        held.forEach(name -> notices.add("What " + name + " misses was left alone: it is so much that it is not deleted"
                + " before `millrace sources confirm-deletions " + name + "`"));
        int sent = 0;
        for (Finding finding : findings) {
            sent += redrive(finding, held) ? 1 : 0;
        }
        sender.flush();
        return sent;
    }

    /** Sentences on what could not be re-driven. */
    public List<String> notices() {
        return List.copyOf(notices);
    }

    @Override
    public void close() {
        closer.close();
    }

    private boolean redrive(Finding finding, Set<String> held)
            throws IOException, InterruptedException, ExecutionException {
        String documentId = finding.documentId();
        if (documentId.isEmpty()) {
            for (String id : finding.unknownChunks()) {
                verifier.index().delete(id);
            }
            return true;
        }
        Optional<SourceListing> source = verifier.sources().of(documentId);
        if (source.isPresent()) {
            boolean gone = !source.get().objects().containsKey(documentId);
            if (gone && held.contains(source.get().config().name())) {
                return false;
            }
            return lookAgain(source.get(), finding);
        }
        Upstream.InTopic newest = verifier.kafka().documents().get(documentId);
        return newest == null ? forget(finding) : readAgain(newest, finding);
    }

    /** The present state of the object decides, whatever is found now. */
    private boolean lookAgain(SourceListing source, Finding finding) throws InterruptedException, ExecutionException {
        if (!source.isComplete()) {
            notices.add(finding.documentId() + " was left alone: its source could not be listed whole");
            return false;
        }
        URI uri = source.addresses().apply(finding.documentId());
        Content object = source.objects().get(finding.documentId());
        Headers headers = new RecordHeaders().add("content-type", ReferenceCodec.CONTENT_TYPE.getBytes(UTF_8));
        byte @Nullable [] value = null;
        if (object == null) {
            headers.add("source-uri", uri.toString().getBytes(UTF_8));
        } else {
            value = ReferenceCodec.write(uri, object.version(), object.changedAtMillis());
        }
        send(finding, value, headers, Optional.empty());
        return true;
    }

    private boolean readAgain(Upstream.InTopic newest, Finding finding)
            throws InterruptedException, ExecutionException {
        Optional<ConsumerRecord<byte[], byte[]>> record = read(newest, finding.documentId());
        if (record.isEmpty()) {
            verifier.kafka().catchUp(); // compaction takes a record when there is a newer one
            newest = verifier.kafka().documents().getOrDefault(finding.documentId(), newest);
            record = read(newest, finding.documentId());
        }
        if (record.isEmpty()) {
            notices.add(
                    finding.documentId() + " was left alone: it has a newer record by now, which will be processed");
            return false;
        }
        send(finding, record.get().value(), record.get().headers(), Optional.of(newest.place()));
        return true;
    }

    private Optional<ConsumerRecord<byte[], byte[]>> read(Upstream.InTopic newest, String documentId) {
        return reader.read(newest.place()).filter(record -> documentId.equals(key(record)));
    }

    /** A document that nobody knows is deleted, as of what the topic holds now: one that is sent later wins. */
    private boolean forget(Finding finding) throws InterruptedException, ExecutionException {
        LedgerEntry known = verifier.kafka().ledger().get(finding.documentId());
        if (known != null && known.getStatus() != LedgerStatus.DELETED) {
            notices.add(finding.documentId()
                    + " was left alone: the documents topic holds nothing of it any more; produce it again");
            return false;
        }
        int partition = DocumentPartitioner.partition(
                finding.documentId(), verifier.kafka().documentPartitions());
        send(finding, null, new RecordHeaders(), Optional.of(verifier.kafka().endOf(partition)));
        return true;
    }

    private void send(Finding finding, byte @Nullable [] value, Headers headers, Optional<Origin> place)
            throws InterruptedException, ExecutionException {
        List<String> ids = finding.unknownChunks();
        int from = 0;
        do {
            int to = Math.min(ids.size(), from + MOST_IDS_IN_A_RECORD);
            Replay replay = new Replay(place, true, ids.subList(from, to));
            sender.send(finding.documentId(), value, replay.headers(headers));
            from = to;
        } while (from < ids.size());
    }

    private static String key(ConsumerRecord<byte[], byte[]> record) {
        return record.key() == null ? "" : new String(record.key(), UTF_8);
    }
}
