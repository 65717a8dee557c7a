package dev.millrace.ingest.source.folder;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PendingFilesTest {

    private static final Path FILE = Path.of("/inbox/a.txt");
    private static final long NOW = 1_000_000;

    private final PendingFiles pending = new PendingFiles(Duration.ofMillis(200));

    @Test
    void aFileThatWasWrittenLongAgoIsTakenAtOnce() {
        pending.touch(FILE, NOW);

        assertThat(pending.due(NOW)).containsExactly(FILE);
        assertThat(pending.settled(FILE, written(10, NOW - 5_000), false, NOW)).isTrue();
        assertThat(pending.size()).isZero();
    }

    @Test
    void aFileJustWrittenIsTakenWhenItHasBeenTheSameForTheSettlingTime() {
        pending.touch(FILE, NOW);

        assertThat(pending.settled(FILE, written(10, NOW), false, NOW)).isFalse();
        assertThat(pending.due(NOW + 199)).isEmpty();
        assertThat(pending.due(NOW + 200)).containsExactly(FILE);
        assertThat(pending.settled(FILE, written(10, NOW), false, NOW + 200)).isTrue();
    }

    @Test
    void aFileMovedIntoPlaceIsTakenWhenItHasBeenTheSameForAMoment() {
        pending.appeared(FILE, NOW);

        assertThat(pending.settled(FILE, written(10, NOW), false, NOW)).isFalse();
        assertThat(pending.due(NOW + 19)).isEmpty();
        assertThat(pending.due(NOW + 20)).containsExactly(FILE);
        assertThat(pending.settled(FILE, written(10, NOW), false, NOW + 20)).isTrue();
    }

    @Test
    void aFileThatIsWrittenWhereItAppearedMustSettle() {
        pending.appeared(FILE, NOW);
        pending.settled(FILE, written(10, NOW), false, NOW);
        pending.touch(FILE, NOW + 5);

        assertThat(pending.settled(FILE, written(10, NOW), false, NOW + 5)).isFalse();
        assertThat(pending.due(NOW + 204)).isEmpty();
        assertThat(pending.settled(FILE, written(10, NOW), false, NOW + 205)).isTrue();
    }

    @Test
    void anEmptyFileThatAppearedMustSettleSinceMostAreWrittenNext() {
        pending.appeared(FILE, NOW);

        assertThat(pending.settled(FILE, written(0, NOW), false, NOW)).isFalse();
        assertThat(pending.due(NOW + 199)).isEmpty();
    }

    @Test
    void aFileThatAppearedButIsBeingWrittenMustSettle() {
        pending.appeared(FILE, NOW);

        assertThat(pending.settled(FILE, written(10, NOW), true, NOW)).isFalse();
        assertThat(pending.due(NOW + 199)).isEmpty();
    }

    @Test
    void aFileMovedOverAnotherOneThatStillSettlesIsTakenForWhatItIs() {
        pending.touch(FILE, NOW);
        pending.settled(FILE, written(10, NOW), false, NOW);
        pending.appeared(FILE, NOW + 50);

        assertThat(pending.due(NOW + 50)).containsExactly(FILE);
        assertThat(pending.settled(FILE, written(20, NOW), false, NOW + 50)).isFalse();
        assertThat(pending.settled(FILE, written(20, NOW), false, NOW + 70)).isTrue();
    }

    @Test
    void aFileSeenGrowingMustBeQuietFiveTimesAsLong() {
        pending.touch(FILE, NOW);
        pending.settled(FILE, written(10, NOW), false, NOW);

        assertThat(pending.settled(FILE, written(20, NOW + 150), false, NOW + 200))
                .isFalse();

        assertThat(pending.due(NOW + 1_199)).isEmpty();
        assertThat(pending.settled(FILE, written(20, NOW + 150), false, NOW + 1_200))
                .isTrue();
    }

    @Test
    void aFileThatAProcessIsWritingIsWaitedFor() {
        pending.touch(FILE, NOW);

        assertThat(pending.settled(FILE, written(10, NOW - 60_000), true, NOW)).isFalse();
        assertThat(pending.settled(FILE, written(10, NOW - 60_000), true, NOW + 200))
                .isFalse();
        assertThat(pending.settled(FILE, written(10, NOW - 60_000), false, NOW + 400))
                .isTrue();
    }

    @Test
    void aFileIsGoneWhenItIsStillMissingAfterTheSettlingTime() {
        pending.touch(FILE, NOW);

        assertThat(pending.gone(FILE, NOW)).isFalse();
        assertThat(pending.gone(FILE, NOW + 200)).isTrue();
        assertThat(pending.size()).isZero();
    }

    @Test
    void aFileThatIsSavedByRemovingAndWritingItIsNeverGone() {
        pending.touch(FILE, NOW);
        pending.gone(FILE, NOW);

        assertThat(pending.settled(FILE, written(10, NOW + 100), false, NOW + 200))
                .isFalse();
        assertThat(pending.settled(FILE, written(10, NOW + 100), false, NOW + 400))
                .isTrue();
    }

    private static FileVersion written(long size, long atMillis) {
        return new FileVersion(size, FileTime.fromMillis(atMillis), FileTime.fromMillis(atMillis));
    }
}
