package dev.millrace.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.millrace.core.deadletter.DeadLetter.Origin;
import dev.millrace.core.message.LedgerEntry;
import dev.millrace.core.replay.Replay;
import dev.millrace.ingest.Position.Wish;
import dev.millrace.ingest.document.Incoming;
import dev.millrace.ingest.document.IncomingReader;
import dev.millrace.ingest.ledger.Place;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * A document's record as it came, from the documents topic or once more from that of the replays.
 *
 * @param value null for a deletion
 * @param headers of the document, without those of a replay
 * @param stood where the record stands that was read
 * @param origin where it first stood; empty for a reference that nobody sent
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, only read
record Delivery(
        byte[] key, byte @Nullable [] value, Headers headers, Origin stood, Optional<Origin> origin, Wish wish) {

    private static final int MOST_KEY_BYTES = 4096;

    /** Of a record of the documents topic. Headers that look like those of a replay mean nothing there. */
    static Delivery first(byte[] key, byte @Nullable [] value, Headers headers, Origin stands) {
        return new Delivery(key, value, Replay.without(headers), stands, Optional.of(stands), new Wish.Ordinary());
    }

    /** Of a record of the replays topic. */
    static Delivery again(byte[] key, byte @Nullable [] value, Headers headers, Origin stands) {
        Replay replay = Replay.read(headers);
        Wish wish = replay.force() ? new Wish.Force(replay.removeChunks()) : new Wish.TryAgain();
        return new Delivery(key, value, Replay.without(headers), stands, replay.place(), wish);
    }

    String documentId() {
        return new String(key, UTF_8);
    }

    /** Why no document can go by the key of this record; empty when one can. */
    Optional<String> faultOfKey() {
        if (key.length > MOST_KEY_BYTES) {
            return Optional.of("the key has " + key.length + " bytes, a document's id at most " + MOST_KEY_BYTES);
        }
        try {
            UTF_8.newDecoder().decode(ByteBuffer.wrap(key));
            return Optional.empty();
        } catch (CharacterCodingException e) {
            return Optional.of("the key is not UTF-8 text: produce the record with the document's id as its key");
        }
    }

    Incoming incoming() {
        return IncomingReader.read(value, headers, timestampMillis());
    }

    Position position(@Nullable LedgerEntry before) {
        return new Position(documentId(), before, origin.map(Delivery::place).orElse(Place.UNKNOWN), wish);
    }

    /** What takes this record to another partition as it is. */
    Replay replay() {
        return switch (wish) {
            case Wish.Ordinary(), Wish.TryAgain() -> new Replay(origin, false, List.of());
            case Wish.Force(List<String> foundIds) -> new Replay(origin, true, foundIds);
        };
    }

    /** When the record was first written. */
    long timestampMillis() {
        return origin.orElse(stood).timestampMillis();
    }

    private static Place place(Origin origin) {
        return new Place(origin.topicId(), origin.partition(), origin.offset(), origin.timestampMillis());
    }
}
