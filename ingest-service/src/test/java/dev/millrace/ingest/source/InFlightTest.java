package dev.millrace.ingest.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.ingest.source.InFlight.Look;
import org.junit.jupiter.api.Test;

class InFlightTest {

    private static final long NOW = 1_000_000;

    private final InFlight inFlight = new InFlight(look(0, 0, 0, 0), NOW);

    @Test
    void anIdlePipelineTakesSome() {
        assertThat(inFlight.room(look(0, 0, 0, 0), NOW)).isEqualTo(InFlight.LEAST_DOCUMENTS);
    }

    @Test
    void whatWaitsToBeReadLeavesLessRoom() {
        assertThat(inFlight.room(look(0, 30, 0, 0), NOW)).isEqualTo(2);
    }

    @Test
    void passagesThatWaitHoldDocumentsBack() {
        inFlight.room(look(0, 0, 0, 0), NOW);

        assertThat(inFlight.room(look(0, 0, 0, 200), NOW + 10)).isZero();
        assertThat(inFlight.room(look(0, 20, 0, 80), NOW + 20)).isZero();
        assertThat(inFlight.room(look(0, 0, 0, 140), NOW + 30)).isEqualTo(5);
    }

    @Test
    void aFastPipelineIsGivenWhatItDoesInTwoSeconds() {
        assertThat(inFlight.room(look(400, 0, 4_000, 0), NOW + 2_000)).isEqualTo(400);
        assertThat(inFlight.room(look(600, 0, 8_000, 3_000), NOW + 2_500)).isEqualTo(100);
    }

    @Test
    void aPipelineThatHasBecomeSlowIsGivenLess() {
        inFlight.room(look(400, 0, 4_000, 0), NOW + 2_000);

        assertThat(inFlight.room(look(401, 0, 4_010, 0), NOW + 4_000)).isEqualTo(16);
    }

    @Test
    void documentsThatNobodyHasToEmbedAreNotHeldBackByPassages() {
        assertThat(inFlight.room(look(400, 0, 0, 0), NOW + 2_000)).isEqualTo(400);
    }

    @Test
    void whereNothingWaitsToBeEmbeddedMoreIsGivenAtOnce() {
        inFlight.room(look(0, 0, 0, 0), NOW);

        assertThat(inFlight.room(look(30, 0, 0, 0), NOW + 50)).isEqualTo(4 * InFlight.LEAST_DOCUMENTS);
        assertThat(inFlight.room(look(148, 10, 0, 0), NOW + 100)).isEqualTo(16 * InFlight.LEAST_DOCUMENTS - 10);
    }

    @Test
    void butNoMoreThanItDoesInTwoSeconds() {
        inFlight.room(look(0, 0, 0, 0), NOW);

        assertThat(inFlight.room(look(30, 0, 30, 0), NOW + 1_000)).isEqualTo(60);
    }

    @Test
    void whatWaitsToBeEmbeddedLeavesTheTimeToSeeMore() {
        inFlight.room(look(0, 0, 0, 0), NOW);

        assertThat(inFlight.room(look(30, 0, 0, 1), NOW + 50)).isEqualTo(InFlight.LEAST_DOCUMENTS);
    }

    @Test
    void aFewDocumentsTellNothingOfOthers() {
        inFlight.room(look(0, 0, 0, 0), NOW);

        assertThat(inFlight.room(look(15, 0, 0, 0), NOW + 50)).isEqualTo(InFlight.LEAST_DOCUMENTS);
    }

    @Test
    void onePerSecondPassesWhateverStandsStill() {
        inFlight.room(look(0, 0, 0, 0), NOW);

        assertThat(inFlight.room(look(0, 0, 0, 9_999), NOW + 999)).isZero();
        assertThat(inFlight.room(look(0, 0, 0, 9_999), NOW + 1_000)).isEqualTo(1);
        assertThat(inFlight.room(look(0, 0, 0, 9_999), NOW + 1_001)).isZero();
    }

    private static Look look(long documentsDone, long documentsWaiting, long passagesDone, long passagesWaiting) {
        return new Look(documentsDone, documentsWaiting, passagesDone + passagesWaiting, passagesDone, passagesWaiting);
    }
}
