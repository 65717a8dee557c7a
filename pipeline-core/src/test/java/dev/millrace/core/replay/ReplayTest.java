package dev.millrace.core.replay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.core.deadletter.DeadLetter.Origin;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class ReplayTest {

    private static final Origin PLACE = new Origin("millrace.documents", 3, 41, 1_763_838_000_000L);

    @Test
    void whatIsWrittenIsReadBack() {
        Replay replay = new Replay(Optional.of(PLACE), true, List.of("a-1-0", "a-2-0"));

        assertThat(Replay.read(replay.headers(new RecordHeaders()))).isEqualTo(replay);
    }

    @Test
    void aSecondReplayReplacesTheHeadersOfTheFirstAndKeepsTheDocuments() {
        Headers first = Replay.of(PLACE).headers(new RecordHeaders().add("title", "Notes".getBytes(UTF_8)));
        Replay second = new Replay(Optional.empty(), true, List.of());

        Headers headers = second.headers(first);

        assertThat(Replay.read(headers)).isEqualTo(second);
        assertThat(headers.lastHeader("title")).isNotNull();
    }

    @Test
    void aPlaceThatCanNotBeReadIsNone() {
        Headers headers = Replay.of(PLACE).headers(new RecordHeaders());
        headers.add("__millrace.replay.offset", "soon".getBytes(UTF_8));

        assertThat(Replay.read(headers).place()).isEmpty();
    }
}
