package dev.millrace.ingest.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DeletionGuardTest {

    private final DeletionGuard guard = new DeletionGuard(new DeletionLimits(0.15, 10));

    @Test
    void aSmallShareOrASmallNumberMayGo() {
        assertThat(guard.listed(1000, ids(0, 100), 0)).hasSize(100);
        assertThat(guard.listed(12, ids(0, 10), 0)).hasSize(10);
        assertThat(guard.held()).isZero();
    }

    @Test
    void moreThanBothIsHeldAsAWhole() {
        assertThat(guard.listed(100, ids(0, 16), 0)).isEmpty();
        assertThat(guard.held()).isEqualTo(16);
        assertThat(guard.allows(100, ids(0, 1))).as("bit by bit neither").isFalse();
    }

    @Test
    void whatWentBitByBitSinceTheListingCounts() {
        guard.listed(100, Set.of(), 0);

        assertThat(guard.allows(100, ids(0, 10))).isTrue();
        assertThat(guard.allows(90, ids(10, 16))).isFalse();
        assertThat(guard.listed(90, ids(10, 16), 0)).as("nor all at once").isEmpty();
    }

    @Test
    void whatAListingAllowedDoesNotCountAgain() {
        Set<String> missing = guard.listed(1000, ids(0, 150), 0);

        assertThat(guard.allows(1000, missing)).isTrue();
        assertThat(guard.allows(850, ids(200, 300))).isTrue();
    }

    @Test
    void aConfirmationIsGoodForOneListingAndForNoMoreThanWasSaid() {
        guard.listed(100, ids(0, 50), 1000);
        assertThat(guard.confirm(49, 2000)).isFalse();
        assertThat(guard.confirm(50, 999)).as("said before it was held").isFalse();

        assertThat(guard.confirm(50, 2000)).isTrue();
        assertThat(guard.listed(100, ids(0, 51), 2000))
                .as("more are missing by now")
                .isEmpty();
        assertThat(guard.listed(100, ids(0, 50), 2000)).as("it is used up").isEmpty();

        assertThat(guard.confirm(50, 2000)).isTrue();
        assertThat(guard.listed(100, ids(0, 50), 2000)).hasSize(50);
        assertThat(guard.confirm(50, 2000)).as("nothing is held").isFalse();
    }

    private static Set<String> ids(int from, int to) {
        return IntStream.range(from, to).mapToObj(Integer::toString).collect(Collectors.toSet());
    }
}
