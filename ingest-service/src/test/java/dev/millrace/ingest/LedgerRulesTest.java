package dev.millrace.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.millrace.core.deadletter.Reason;
import dev.millrace.core.message.Chunk;
import dev.millrace.core.message.ChunkEvent;
import dev.millrace.core.message.LedgerChunk;
import dev.millrace.core.message.LedgerEntry;
import dev.millrace.core.message.LedgerStatus;
import dev.millrace.ingest.Decision.Rejection;
import dev.millrace.ingest.LedgerRules.Content;
import dev.millrace.ingest.Position.Wish;
import dev.millrace.ingest.ledger.Change;
import dev.millrace.ingest.ledger.Fingerprints;
import dev.millrace.ingest.ledger.Place;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LedgerRulesTest {

    private static final Content FIRST = new Content(ByteString.copyFromUtf8("one"), "v1");
    private static final Content SECOND = new Content(ByteString.copyFromUtf8("two"), "v2");
    private static final Rejection CORRUPT = new Rejection(Reason.CORRUPT, "garbled");

    private final LedgerRules rules = new LedgerRules(documentId -> "parser-1", OnFailure.KEEP);

    @Test
    void aNewDocumentEmitsAllItsChunks() {
        Decision decision = chunked(unknown(), FIRST, "alpha", "beta");

        assertThat(upserts(decision)).containsExactly("alpha", "beta");
        assertThat(removals(decision)).isEmpty();
        assertThat(entry(decision).getStatus()).isEqualTo(LedgerStatus.CURRENT);
        assertThat(entry(decision).getChunksCount()).isEqualTo(2);
    }

    @Test
    void anEditEmitsOnlyWhatChangedAndRemovesWhatIsGone() {
        LedgerEntry before = entry(chunked(unknown(), FIRST, "alpha", "beta", "gamma"));

        Decision decision = chunked(known(before), SECOND, "alpha", "BETA", "gamma");

        assertThat(upserts(decision)).containsExactly("BETA");
        assertThat(removals(decision)).containsExactly(Fingerprints.chunkId("doc", "beta", 0));
    }

    @Test
    void everyEventOfAnEditCarriesTheNewRevision() {
        LedgerEntry before = entry(chunked(unknown(), FIRST, "alpha", "beta"));

        Decision decision = chunked(known(before), SECOND, "alpha", "gamma");

        assertThat(entry(decision).getRevision()).isGreaterThan(before.getRevision());
        assertThat(decision.events())
                .extracting(event -> event.hasRemoved()
                        ? event.getRemoved().getRevision()
                        : event.getChunk().getRevision())
                .containsOnly(entry(decision).getRevision());
    }

    @Test
    void aPassageThatMovesIsUpdatedUnderItsOldId() {
        LedgerEntry before = entry(chunked(unknown(), FIRST, "alpha", "beta"));

        Decision decision = chunked(known(before), SECOND, "beta", "alpha");

        assertThat(upserts(decision)).containsExactly("beta", "alpha");
        assertThat(removals(decision)).isEmpty();
    }

    @Test
    void theSameContentIsKnownUnlessTheParserChanged() {
        LedgerEntry before = entry(chunked(unknown(), FIRST, "alpha"));

        assertThat(rules.knows(known(before), FIRST)).isTrue();
        assertThat(rules.knows(known(before), SECOND)).isFalse();
        assertThat(rules.knows(unknown(), FIRST)).isFalse();
        assertThat(new LedgerRules(documentId -> "parser-2", OnFailure.KEEP).knows(known(before), FIRST))
                .isFalse();
    }

    @Test
    void aDeletionRemovesEveryChunkAndRemembersTheRevision() {
        LedgerEntry before = entry(chunked(unknown(), FIRST, "alpha", "beta"));

        Decision decision = rules.removed(known(before), known(before).change(5, 5));

        assertThat(removals(decision)).hasSize(2);
        assertThat(entry(decision).getStatus()).isEqualTo(LedgerStatus.DELETED);
        assertThat(entry(decision).getRevision()).isGreaterThan(before.getRevision());
    }

    @Test
    void aDocumentThatComesBackAfterItsDeletionIsEmittedAgain() {
        LedgerEntry first = entry(chunked(unknown(), FIRST, "alpha"));
        LedgerEntry deleted = entry(rules.removed(known(first), known(first).change(5, 5)));

        assertThat(rules.knows(known(deleted), FIRST)).isFalse();
        Decision again = chunked(known(deleted), FIRST, "alpha");
        assertThat(upserts(again)).containsExactly("alpha");
        assertThat(entry(again).getRevision()).isGreaterThan(deleted.getRevision());
    }

    @Test
    void aContentThatCanNotBeParsedKeepsTheLastGoodVersion() {
        LedgerEntry before = entry(chunked(unknown(), FIRST, "alpha"));

        Decision decision = rules.failed(known(before), known(before).change(5, 5), SECOND, CORRUPT);

        assertThat(decision.events()).isEmpty();
        assertThat(decision.rejection()).isEqualTo(CORRUPT);
        assertThat(entry(decision).getStatus()).isEqualTo(LedgerStatus.FAILED);
        assertThat(entry(decision).getChunksList()).isEqualTo(before.getChunksList());
        assertThat(rules.knows(known(entry(decision)), SECOND))
                .as("is not tried again")
                .isTrue();
    }

    @Test
    void aContentThatCanNotBeParsedRemovesTheLastGoodVersionWhereThatIsWanted() {
        LedgerRules removing = new LedgerRules(documentId -> "parser-1", OnFailure.REMOVE);
        LedgerEntry before = entry(chunked(unknown(), FIRST, "alpha"));

        Decision decision = removing.failed(known(before), known(before).change(5, 5), SECOND, CORRUPT);

        assertThat(removals(decision)).hasSize(1);
        assertThat(entry(decision).getChunksList()).isEmpty();
    }

    @Test
    void aReplayTriesAgainWhatFailed() {
        LedgerEntry failed = entry(rules.failed(unknown(), unknown().change(5, 5), FIRST, CORRUPT));
        LedgerEntry good = entry(chunked(unknown(), FIRST, "alpha"));

        assertThat(rules.knows(new Position("doc", failed, place(0, 1), new Wish.TryAgain()), FIRST))
                .isFalse();
        assertThat(rules.knows(new Position("doc", good, place(0, 1), new Wish.TryAgain()), FIRST))
                .isTrue();
    }

    @Test
    void aForcedReplayEmitsEverythingAgainAndRemovesWhatNobodyKnows() {
        LedgerEntry before = entry(chunked(unknown(), FIRST, "alpha", "beta"));
        Position forced = forced(before, "alien-1-0");

        assertThat(rules.knows(forced, FIRST)).isFalse();
        Decision decision = chunked(forced, FIRST, "alpha", "beta");

        assertThat(upserts(decision)).containsExactly("alpha", "beta");
        assertThat(removals(decision)).containsExactly("alien-1-0");
    }

    @Test
    void theLedgerRemembersTheRevisionAtWhichEachChunkWasEmitted() {
        LedgerEntry before = entry(chunked(unknown(), FIRST, "alpha", "beta"));

        LedgerEntry after = entry(chunked(known(before), SECOND, "alpha", "gamma"));

        assertThat(after.getChunksList())
                .extracting(LedgerChunk::getRevision)
                .containsExactly(before.getRevision(), after.getRevision());
    }

    @Test
    void anOlderRecordOfTheSamePartitionIsSuperseded() {
        LedgerEntry before = entry(chunked(known(unknownEntry()), FIRST, "alpha"));

        assertThat(superseded(before, place(0, 1))).isTrue();
        assertThat(superseded(before, place(0, 2))).as("the very record").isFalse();
        assertThat(superseded(before, place(0, 3))).isFalse();
    }

    @Test
    void betweenPartitionsTheTimeDecides() {
        LedgerEntry before = entry(chunked(known(unknownEntry()), FIRST, "alpha"));

        assertThat(superseded(before, new Place("topic-1", 3, 900, 999))).isTrue();
        assertThat(superseded(before, new Place("topic-1", 3, 1, 1_001))).isFalse();
    }

    @Test
    void aTopicCreatedAnewIsNeverOlderAndItsPredecessorOnlyByTime() {
        LedgerEntry before = entry(chunked(known(unknownEntry()), FIRST, "alpha"));
        LedgerEntry inNewTopic = before.toBuilder().setTopicId("topic-2").build();

        Position first = new Position("doc", before, new Place("topic-2", 0, 0, 5), new Wish.Ordinary());
        Position late = new Position("doc", inNewTopic, new Place("topic-1", 0, 900, 5), new Wish.TryAgain());

        assertThat(LedgerRules.isSuperseded(first, "topic-2")).isFalse();
        assertThat(LedgerRules.isSuperseded(late, "topic-2")).isTrue();
    }

    @Test
    void aRecordWithoutAPlaceIsNeverSupersededAndLeavesTheKnownPlace() {
        LedgerEntry before = entry(chunked(known(unknownEntry()), FIRST, "alpha"));
        Position nowhere = new Position("doc", before, Place.UNKNOWN, new Wish.TryAgain());

        assertThat(LedgerRules.isSuperseded(nowhere, "topic-1")).isFalse();
        assertThat(Place.of(entry(chunked(nowhere, SECOND, "beta")))).isEqualTo(place(0, 2));
    }

    @Test
    void theRevisionGrowsWhenTheClockIsSetBack() {
        LedgerEntry before = LedgerEntry.newBuilder().setRevision(1_000).build();

        assertThat(known(before).change(0, 10).revision()).isEqualTo(1_001);
        assertThat(known(before).change(0, 5_000).revision()).isEqualTo(5_000);
    }

    private Decision chunked(Position position, Content content, String... texts) {
        Change change = position.change(1_000, 1_000);
        List<Chunk> chunks = new ArrayList<>();
        for (String text : texts) {
            chunks.add(Chunk.newBuilder()
                    .setDocumentId("doc")
                    .setChunkId(Fingerprints.chunkId("doc", text, 0))
                    .setRevision(change.revision())
                    .setText(text)
                    .setOrdinal(chunks.size())
                    .build());
        }
        return rules.chunked(position, change, content, chunks);
    }

    private static Position unknown() {
        return new Position("doc", null, place(0, 1), new Wish.Ordinary());
    }

    private static Position known(LedgerEntry before) {
        return new Position("doc", before, place(0, 2), new Wish.Ordinary());
    }

    private static boolean superseded(LedgerEntry before, Place place) {
        return LedgerRules.isSuperseded(new Position("doc", before, place, new Wish.Ordinary()), "topic-1");
    }

    private static LedgerEntry unknownEntry() {
        return LedgerEntry.getDefaultInstance();
    }

    private static Position forced(LedgerEntry before, String... foundIds) {
        return new Position("doc", before, place(0, 2), new Wish.Force(List.of(foundIds)));
    }

    private static Place place(int partition, long offset) {
        return new Place("topic-1", partition, offset, 1_000);
    }

    private static LedgerEntry entry(Decision decision) {
        LedgerEntry entry = decision.entry();
        assertThat(entry).isNotNull();
        return entry;
    }

    private static List<String> upserts(Decision decision) {
        return decision.events().stream()
                .filter(ChunkEvent::hasChunk)
                .map(event -> event.getChunk().getText())
                .toList();
    }

    private static List<String> removals(Decision decision) {
        return decision.events().stream()
                .filter(ChunkEvent::hasRemoved)
                .map(event -> event.getRemoved().getChunkId())
                .toList();
    }
}
