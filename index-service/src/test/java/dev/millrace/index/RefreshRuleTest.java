package dev.millrace.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RefreshRuleTest {

    private final RefreshRule rule = new RefreshRule(Duration.ofMillis(100), Duration.ofSeconds(5), 100);

    @ParameterizedTest
    @CsvSource({
        "1,   0,     10,   100,  a change that came through at once",
        "1,   150,   10,   100,  a quick one",
        "49,  3000,  10,   1500, one that was underway for a while can wait for half as long again",
        "1,   60000, 10,   5000, a backlog",
        "50,  150,   10,   5000, more is waiting",
        "1,   150,   200,  800,  refreshes are slow: they rest four times as long",
        "1,   -3000, 10,   100,  the clock of the source is ahead"
    })
    void theNextRefreshIsDueAfter(int batch, long ageMillis, long tookMillis, long gapMillis, String why) {
        assertThat(rule.gap(batch, Duration.ofMillis(ageMillis), Duration.ofMillis(tookMillis)))
                .as(why)
                .isEqualTo(Duration.ofMillis(gapMillis));
    }
}
