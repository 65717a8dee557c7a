package dev.millrace.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RefreshRuleTest {

    private final RefreshRule rule = new RefreshRule(Duration.ofMillis(500), Duration.ofSeconds(5), 100);

    @ParameterizedTest
    @CsvSource({
        "1,   500,  10,   true,  a small batch after a while",
        "1,   499,  10,   false, a small batch right after the last refresh",
        "49,  600,  10,   true,  not yet half of what a poll may return",
        "50,  600,  10,   false, more is waiting",
        "100, 5000, 10,   true,  more is waiting but it has been long",
        "1,   600,  200,  false, refreshes are slow: they rest four times as long",
        "1,   800,  200,  true,  slow but rested"
    })
    void isDue(int batch, long sinceLastMillis, long tookMillis, boolean due, String why) {
        assertThat(rule.due(batch, Duration.ofMillis(sinceLastMillis), Duration.ofMillis(tookMillis)))
                .as(why)
                .isEqualTo(due);
    }
}
