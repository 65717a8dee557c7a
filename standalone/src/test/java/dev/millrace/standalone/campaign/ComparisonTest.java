package dev.millrace.standalone.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.standalone.campaign.Difference.Kind;
import dev.millrace.standalone.campaign.Document.Way;
import dev.millrace.standalone.campaign.Operation.Change;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The judge of the campaign sees what is wrong. */
class ComparisonTest {

    private static final int DIMENSION = 384;
    private static final Document DOCUMENT = new Document(Way.TOPIC, "a.txt");
    private static final Text TEXT = new Text(List.of("one two.", "three four."));
    private static final Indexed FIRST = chunk("c0", 7, "one two.", 0, 0);
    private static final Indexed SECOND = chunk("c1", 7, "three four.", 1, 10);
    private static final Indexed TOMBSTONE = new Indexed("a.txt", "c2", 7, true, "", 0, 0, 0, "", 0);

    private final Model model = new Model();

    ComparisonTest() {
        model.apply(new Operation.Put(DOCUMENT, TEXT, Change.CREATE));
    }

    @Test
    void nothingIsWrongWhenAllIsThere() {
        assertThat(compare(FIRST, SECOND, TOMBSTONE)).isEmpty();
    }

    @Test
    void aMissingDocumentAndAMissingChunkAreLost() {
        assertThat(compare(TOMBSTONE)).contains(Kind.LOST);
        assertThat(compare(FIRST, TOMBSTONE)).contains(Kind.LOST);
        assertThat(compare(SECOND, TOMBSTONE)).contains(Kind.LOST);
    }

    @Test
    void anotherTextIsStale() {
        assertThat(compare(FIRST, chunk("c1", 7, "three five.", 1, 10), TOMBSTONE))
                .containsExactly(Kind.STALE);
    }

    @Test
    void anotherRevisionIsStale() {
        assertThat(compare(FIRST, chunk("c1", 6, "three four.", 1, 10), TOMBSTONE))
                .containsExactly(Kind.STALE);
    }

    @Test
    void whatIsNoMoreIsExtra() {
        Indexed resurrected = chunk("c2", 7, "one two.", 2, 0);
        assertThat(compare(FIRST, SECOND, resurrected)).contains(Kind.STALE);
        model.apply(new Operation.Delete(DOCUMENT));
        assertThat(compare(FIRST, SECOND, TOMBSTONE)).contains(Kind.EXTRA);
    }

    @Test
    void aChunkWithoutAVectorAndATombstoneWithContentAreSeen() {
        Indexed bare = new Indexed("a.txt", "c1", 7, false, "three four.", 1, 10, 21, "model", 0);
        assertThat(compare(FIRST, bare, TOMBSTONE)).containsExactly(Kind.VECTOR);
        Indexed full = new Indexed("a.txt", "c2", 7, true, "text", 0, 0, 0, "", 0);
        assertThat(compare(FIRST, SECOND, full)).containsExactly(Kind.TOMBSTONE);
        assertThat(compare(FIRST, SECOND)).containsExactly(Kind.TOMBSTONE);
    }

    private List<Kind> compare(Indexed... index) {
        List<ChunkLog.Newest> log = List.of(
                new ChunkLog.Newest("a.txt", "c0", 7, false),
                new ChunkLog.Newest("a.txt", "c1", 7, false),
                new ChunkLog.Newest("a.txt", "c2", 7, true));
        return Comparison.of(model, new ArrayList<>(List.of(index)), log, DIMENSION).stream()
                .map(Difference::kind)
                .toList();
    }

    private static Indexed chunk(String id, long revision, String text, int ordinal, int start) {
        return new Indexed(
                "a.txt", id, revision, false, text, ordinal, start, start + text.length(), "model", DIMENSION);
    }
}
