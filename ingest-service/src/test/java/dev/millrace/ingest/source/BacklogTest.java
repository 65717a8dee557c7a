package dev.millrace.ingest.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.ingest.source.Backlog.Change;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BacklogTest {

    private final Backlog backlog = new Backlog();

    @Test
    void whatChangedLastGoesFirstAndEachFourthIsWhatHasWaitedLongest() {
        IntStream.rangeClosed(1, 10).forEach(i -> backlog.add(change("d" + i, i)));

        assertThat(taken(10)).containsExactly("d10", "d9", "d8", "d1", "d7", "d6", "d5", "d2", "d4", "d3");
        assertThat(backlog.next()).isNull();
    }

    @Test
    void aDocumentDroppedLaterOvertakes() {
        IntStream.rangeClosed(1, 1_000).forEach(i -> backlog.add(change("d" + i, i)));
        taken(100);

        backlog.add(change("dropped", 2_000));

        assertThat(taken(2)).contains("dropped");
    }

    @Test
    void whileNewOnesKeepComingTheOldestIsTakenAllTheSame() {
        IntStream.rangeClosed(1, 10).forEach(i -> backlog.add(change("old" + i, i)));

        List<String> taken = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            backlog.add(change("new" + i, 1_000 + i));
            taken.addAll(taken(1));
        }

        assertThat(taken).containsSubsequence(oldOnes()).contains("new0");
    }

    @Test
    void ofADocumentOnlyTheLastChangeWaits() {
        backlog.add(change("a", 1));
        backlog.add(change("b", 2));
        backlog.add(new Change("a", "second", 3));

        assertThat(backlog.size()).isEqualTo(2);
        assertThat(backlog.version("a")).isEqualTo("second");
        assertThat(taken(3)).containsExactly("a", "b");
    }

    @Test
    void whatIsGoneAgainWaitsNoLonger() {
        IntStream.rangeClosed(1, 4).forEach(i -> backlog.add(change("d" + i, i)));

        backlog.remove("d4");
        backlog.retain(Set.of("d1", "d3", "other"));

        assertThat(backlog.version("d2")).isNull();
        assertThat(taken(4)).containsExactly("d3", "d1");
    }

    private static List<String> oldOnes() {
        return IntStream.rangeClosed(1, 10).mapToObj(i -> "old" + i).toList();
    }

    private List<String> taken(int most) {
        List<String> taken = new ArrayList<>();
        for (int i = 0; i < most; i++) {
            Change next = backlog.next();
            if (next != null) {
                taken.add(next.documentId());
            }
        }
        return taken;
    }

    private static Change change(String documentId, long changedAtMillis) {
        return new Change(documentId, "1", changedAtMillis);
    }
}
