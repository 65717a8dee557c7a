package dev.millrace.standalone.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PlanTest {

    private static final Plan.Size SIZE = new Plan.Size(Duration.ofSeconds(10), 40, 3);

    @Test
    void theSameSeedPlansTheSame() {
        assertThat(rounds(7)).isEqualTo(rounds(7));
        assertThat(rounds(7)).isNotEqualTo(rounds(8));
    }

    @Test
    void everyKindOfFaultAndOperationComesUp() {
        Set<String> kinds = new HashSet<>();
        for (Round round : rounds(7)) {
            round.steps().forEach(step -> kinds.add(step.action().kind()));
        }

        assertThat(kinds)
                .contains("create", "edit", "shrink", "grow", "delete", "rename", "recreate", "touch", "repeat")
                .contains("corrupt", "late", "reorder", "kill ingest", "freeze embed", "halt index-answered")
                .contains("kill kafka", "kill opensearch", "opensearch answer lost");
    }

    private static List<Round> rounds(long seed) {
        Plan plan = new Plan(seed, SIZE);
        List<Round> rounds = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            rounds.add(plan.next());
        }
        return rounds;
    }
}
