package dev.millrace.standalone.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** A short campaign; {@code ./millrace-campaign} runs long ones. */
class KillCampaignIT {

    private static final long SEED = 20_261_123;
    private static final Plan.Size SIZE = new Plan.Size(Duration.ofSeconds(12), 50, 6);
    /** A round takes longer than the half of it, whatever the machine. */
    private static final Duration TWO_ROUNDS = Duration.ofSeconds(40);

    private static final Duration RECOVERY = Duration.ofMinutes(3);

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path folder;

    @Test
    void whateverIsKilledTheIndexEqualsTheModelInTheEnd() throws Exception {
        try (Campaign campaign = Campaign.start(folder, SEED, RECOVERY)) {
            Report report = campaign.run(new Plan(SEED, SIZE), TWO_ROUNDS);

            System.out.println(report);
            assertThat(report.differences())
                    .as("seed %d, logs in %s", SEED, folder)
                    .isEmpty();
        }
    }
}
