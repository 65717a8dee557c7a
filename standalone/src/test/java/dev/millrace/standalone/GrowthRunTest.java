package dev.millrace.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class GrowthRunTest {

    @Test
    void theWindowsFitBetweenAllSizes() {
        assertThat(GrowthRun.plan(List.of(10_000, 30_000, 300_000), "texts", 2_000, 300)
                        .window())
                .isEqualTo(8_000);
        assertThat(GrowthRun.plan(List.of(100_000, 300_000), "texts", 2_000, 300)
                        .window())
                .isEqualTo(10_000);
        assertThat(GrowthRun.plan(List.of(10_000, 11_000), "texts", 2_000, 300).window())
                .isEqualTo(1_000);
        assertThat(GrowthRun.plan(List.of(200), "texts", 20, 5).window()).isEqualTo(160);
    }
}
