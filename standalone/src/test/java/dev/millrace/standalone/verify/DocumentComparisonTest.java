package dev.millrace.standalone.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.core.deadletter.DeadLetter.Origin;
import dev.millrace.core.message.LedgerChunk;
import dev.millrace.core.message.LedgerEntry;
import dev.millrace.core.message.LedgerStatus;
import dev.millrace.index.IndexContents.Vectors;
import dev.millrace.index.IndexedPassage;
import dev.millrace.standalone.verify.DocumentView.ChunkRecord;
import dev.millrace.standalone.verify.DocumentView.Rejected;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DocumentComparisonTest {

    private static final Upstream IN_SOURCE = new Upstream.InSource("v1", 1);
    private static final Map<String, ChunkRecord> CHUNKS = Map.of(
            "a", new ChunkRecord(5, false, 50),
            "b", new ChunkRecord(7, false, 70),
            "gone", new ChunkRecord(7, true, 0));

    private static final IndexedPassage A = passage("a", 5, 50);
    private static final IndexedPassage B = passage("b", 7, 70);

    @Test
    void whatAgreesHasNoDifferences() {
        assertThat(kinds(IN_SOURCE, ledger().build(), A, B, tombstone("gone", 7)))
                .isEmpty();
        assertThat(kinds(inTopic(3, false), ledger().build(), A, B)).isEmpty();
        assertThat(kinds(inTopic(3, true), deleted().build(), tombstone("a", 7)))
                .isEmpty();
    }

    @Test
    void whatTheLedgerDoesNotKnowIsMissing() {
        assertThat(kinds(IN_SOURCE, null)).containsExactly(DifferenceKind.MISSING);
        assertThat(kinds(IN_SOURCE, deleted().build())).containsExactly(DifferenceKind.MISSING);
        assertThat(kinds(inTopic(3, false), null)).containsExactly(DifferenceKind.MISSING);
        assertThat(kinds(inTopic(4, false), deleted().build())).containsExactly(DifferenceKind.MISSING);
        assertThat(kinds(inTopic(3, true), null)).isEmpty();
    }

    @Test
    void aNewerVersionUpstreamMakesItStale() {
        Upstream changed = new Upstream.InSource("v2", 2);

        assertThat(kinds(changed, ledger().build(), A, B)).containsExactly(DifferenceKind.STALE);
        assertThat(kinds(inTopic(4, false), ledger().build(), A, B)).containsExactly(DifferenceKind.STALE);
        assertThat(kinds(inTopic(2, false), ledger().build(), A, B)).isEmpty();
    }

    @Test
    void aRecordOfATopicThatWasCreatedAnewIsNewer() {
        LedgerEntry before = ledger().setTopicId("former").setOffset(99).build();

        assertThat(kinds(inTopic(0, false), before, A, B)).containsExactly(DifferenceKind.STALE);
    }

    @Test
    void aLedgerThatForgotThePlaceIsBelieved() {
        LedgerEntry rebuilt = ledger().clearTopicId().build();

        assertThat(kinds(inTopic(9, false), rebuilt, A, B)).isEmpty();
        assertThat(kinds(inTopic(9, true), rebuilt, A, B)).containsExactly(DifferenceKind.EXTRA);
    }

    @Test
    void whatIsGoneUpstreamIsExtra() {
        assertThat(kinds(new Upstream.GoneFromSource(), ledger().build(), A, B)).containsExactly(DifferenceKind.EXTRA);
        assertThat(kinds(inTopic(4, true), ledger().build(), A, B)).containsExactly(DifferenceKind.EXTRA);
        assertThat(kinds(new Upstream.Unknown(), ledger().build(), A, B)).isEmpty();
    }

    @Test
    void passagesThatAreNotThereAreMissingOrHalfOfThem() {
        assertThat(kinds(IN_SOURCE, ledger().build())).containsExactly(DifferenceKind.MISSING);
        assertThat(kinds(IN_SOURCE, ledger().build(), A)).containsExactly(DifferenceKind.HALF_UPDATED);
        assertThat(kinds(IN_SOURCE, ledger().build(), A, tombstone("b", 7)))
                .containsExactly(DifferenceKind.HALF_UPDATED);
    }

    @Test
    void aPassageOfAnotherRevisionOrContentIsStale() {
        assertThat(kinds(IN_SOURCE, ledger().build(), passage("a", 4, 50), B)).containsExactly(DifferenceKind.STALE);
        assertThat(kinds(IN_SOURCE, ledger().build(), passage("a", 5, 51), B)).containsExactly(DifferenceKind.STALE);
        assertThat(kinds(IN_SOURCE, ledger().build(), written(A, 6, "model", 3), B))
                .containsExactly(DifferenceKind.STALE);
    }

    @Test
    void aVectorOfAnotherModelOrDimensionIsTold() {
        assertThat(kinds(IN_SOURCE, ledger().build(), written(A, 5, "other", 3), B))
                .containsExactly(DifferenceKind.WRONG_MODEL);
        assertThat(kinds(IN_SOURCE, ledger().build(), written(A, 5, "model", 0), B))
                .containsExactly(DifferenceKind.WRONG_DIMENSION);
    }

    @Test
    void aPassageThatNobodyKnowsIsExtraAndOneThatWasRemovedResurrected() {
        Finding finding = compare(IN_SOURCE, ledger().build(), Rejected.NOTHING, A, B, passage("alien", 1, 1));
        assertThat(finding.differences()).extracting(Difference::kind).containsExactly(DifferenceKind.EXTRA);
        assertThat(finding.unknownChunks()).containsExactly("alien");

        assertThat(kinds(inTopic(3, true), deleted().build(), passage("gone", 6, 1)))
                .containsExactly(DifferenceKind.RESURRECTED);
        assertThat(kinds(new Upstream.Unknown(), null, passage("alien", 1, 1))).containsExactly(DifferenceKind.EXTRA);
    }

    @Test
    void whatADeadLetterAccountsForIsNoDifference() {
        Rejected newest = new Rejected(true, Map.of());
        Finding unread = compare(inTopic(3, false), null, newest);
        assertThat(unread.differences()).isEmpty();
        assertThat(unread.explained()).isTrue();

        Rejected passage = new Rejected(false, Map.of("b", 7L));
        assertThat(compare(IN_SOURCE, ledger().build(), passage, A).differs()).isFalse();
        assertThat(compare(IN_SOURCE, ledger().build(), passage, A, passage("b", 6, 70))
                        .explained())
                .isTrue();

        Rejected earlier = new Rejected(false, Map.of("b", 6L));
        assertThat(compare(IN_SOURCE, ledger().build(), earlier, A).differs()).isTrue();
    }

    @Test
    void aFailedDocumentKeepsItsLastGoodVersion() {
        LedgerEntry failed = ledger().setStatus(LedgerStatus.FAILED).build();

        assertThat(kinds(IN_SOURCE, failed, A, B)).isEmpty();
        assertThat(kinds(IN_SOURCE, failed, A)).containsExactly(DifferenceKind.HALF_UPDATED);
    }

    @Test
    void aDocumentOfWhichNoVersionCouldBeParsedCountsAsADeadLetter() {
        LedgerEntry unreadable =
                ledger().clearChunks().setStatus(LedgerStatus.FAILED).build();
        LedgerEntry kept = ledger().setStatus(LedgerStatus.FAILED).build();

        Finding finding = compare(IN_SOURCE, unreadable, Rejected.NOTHING);

        assertThat(finding.differs()).isFalse();
        assertThat(finding.explained()).isTrue();
        assertThat(compare(IN_SOURCE, kept, Rejected.NOTHING, A, B).explained()).isFalse();
    }

    private static List<DifferenceKind> kinds(
            Upstream upstream, @Nullable LedgerEntry ledger, IndexedPassage... passages) {
        return compare(upstream, ledger, Rejected.NOTHING, passages).differences().stream()
                .map(Difference::kind)
                .toList();
    }

    private static Finding compare(
            Upstream upstream, @Nullable LedgerEntry ledger, Rejected rejected, IndexedPassage... passages) {
        return new DocumentComparison(new Vectors("model", 3))
                .compare(new DocumentView("doc", upstream, ledger, CHUNKS, List.of(passages), rejected));
    }

    private static Upstream inTopic(long offset, boolean deleted) {
        return new Upstream.InTopic(new Origin("documents", 0, offset, 10, "topic-id"), deleted, false);
    }

    private static LedgerEntry.Builder ledger() {
        return LedgerEntry.newBuilder()
                .setRevision(7)
                .setStatus(LedgerStatus.CURRENT)
                .setSourceVersion("v1")
                .setTopicId("topic-id")
                .setOffset(3)
                .setTimestampMs(10)
                .addChunks(LedgerChunk.newBuilder().setChunkId("a").setRevision(5))
                .addChunks(LedgerChunk.newBuilder().setChunkId("b").setRevision(7));
    }

    private static LedgerEntry.Builder deleted() {
        return ledger().setStatus(LedgerStatus.DELETED).clearChunks().clearSourceVersion();
    }

    private static IndexedPassage passage(String id, long revision, long digest) {
        return new IndexedPassage(id, "doc", revision, revision, false, "model", 3, digest);
    }

    private static IndexedPassage written(IndexedPassage passage, long version, String model, int dimension) {
        return new IndexedPassage(
                passage.id(), "doc", passage.revision(), version, false, model, dimension, passage.digest());
    }

    private static IndexedPassage tombstone(String id, long revision) {
        return new IndexedPassage(id, "doc", revision, revision, true, "", 0, 0);
    }
}
