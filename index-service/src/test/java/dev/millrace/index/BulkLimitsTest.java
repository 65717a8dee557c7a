package dev.millrace.index;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.index.IndexConfig.Bulk;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class BulkLimitsTest {

    private static final Duration QUICK = Duration.ofMillis(100);
    private static final BulkRest TAKEN = new BulkRest.Nothing();
    private static final BulkOperation OPERATION = BulkOperation.removal(
            Events.record(0, new byte[0]), Events.removal("a", 1).getRemoved(), Instant.EPOCH);
    private static final BulkRest BUSY = new BulkRest.Again(List.of(OPERATION), "429");
    private static final int MEBIBYTE = 1 << 20;

    private final BulkLimits first = BulkLimits.first(new Bulk(500, 8 * MEBIBYTE, 4));

    @Test
    void oneRequestAfterTheOtherAtFirst() {
        assertThat(first.requests()).isEqualTo(1);
        assertThat(first.bytes()).isEqualTo(8 * MEBIBYTE);
    }

    @Test
    void thereAreMoreRequestsAtOnceWhileAllIsTakenQuicklyUpToTheBound() {
        assertThat(after(first, TAKEN).requests()).isEqualTo(2);
        assertThat(after(first, TAKEN, TAKEN, TAKEN, TAKEN, TAKEN).requests()).isEqualTo(4);
    }

    @Test
    void thereAreNoMoreWhereAnswersAreSlow() {
        assertThat(first.after(List.of(TAKEN), Duration.ofSeconds(10))).isEqualTo(first);
    }

    @Test
    void aBusyServerGetsHalfAsMany() {
        BulkLimits four = after(first, TAKEN, TAKEN, TAKEN);
        BulkLimits two = four.after(List.of(TAKEN, BUSY, BUSY, TAKEN), QUICK);
        assertThat(two.requests()).isEqualTo(2);
        assertThat(two.bytes()).isEqualTo(4 * MEBIBYTE);
    }

    @Test
    void anOutageLeavesOneRequestOfAnEighthOfTheSize() {
        BulkLimits limits = after(after(first, TAKEN, TAKEN), BUSY, BUSY, BUSY, BUSY, BUSY, BUSY);
        assertThat(limits.requests()).isEqualTo(1);
        assertThat(limits.bytes()).isEqualTo(MEBIBYTE);
        assertThat(after(limits, TAKEN, TAKEN).bytes()).isEqualTo(3 * MEBIBYTE);
    }

    @Test
    void requestsNeverBecomeAsLargeAgainAsOneThatWasTooLarge() {
        BulkRest tooLarge = new BulkRest.Smaller(Collections.nCopies(100, OPERATION));
        BulkLimits limits = after(first, tooLarge);
        assertThat(limits.bytes()).isEqualTo(50L * OPERATION.size());
        assertThat(after(limits, TAKEN, TAKEN, BUSY, TAKEN).bytes()).isEqualTo(50L * OPERATION.size());
    }

    @Test
    void aLostIndexSaysNothingAboutTheServer() {
        assertThat(after(first, new BulkRest.Install(List.of(OPERATION)))).isEqualTo(first);
    }

    private static BulkLimits after(BulkLimits limits, BulkRest... rests) {
        BulkLimits next = limits;
        for (BulkRest rest : rests) {
            next = next.after(List.of(rest), QUICK);
        }
        return next;
    }
}
