package dev.millrace.search;

import static dev.millrace.search.FakeIndex.candidate;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.search.PassageIndex.Question;
import dev.millrace.search.WarmUp.Pace;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class WarmUpTest {

    private static final Duration AT_ONCE = Duration.ZERO;
    private static final Duration LONG = Duration.ofMinutes(1);

    private final FakeIndex index = new FakeIndex();
    private double load = 0.3;

    @Test
    void differentQuestionsAreAskedAsUsersWould() {
        index.holds(Arm.SEMANTIC, candidate("a", 0.9));

        warmUp(new Pace(5, AT_ONCE, LONG, LONG)).run();

        assertThat(index.asked).hasSize(5).extracting(Question::mode).containsOnly(Mode.HYBRID);
        assertThat(index.asked).extracting(Question::query).doesNotHaveDuplicates();
    }

    @Test
    void anIndexWithoutPassagesIsNotAskedOnAtOnce() {
        Thread.currentThread().interrupt();

        warmUp(new Pace(5, AT_ONCE, LONG, LONG)).run();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(index.asked).hasSize(1);
    }

    @Test
    void anIndexThatIsAwayIsNotAskedOnAtOnce() {
        index.away = true;
        Thread.currentThread().interrupt();

        warmUp(new Pace(5, AT_ONCE, LONG, LONG)).run();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(index.asked).hasSize(1);
    }

    @Test
    void aBusyMachineIsNotAskedOnAtOnce() {
        index.holds(Arm.SEMANTIC, candidate("a", 0.9));
        load = 0.95;
        Thread.currentThread().interrupt();

        warmUp(new Pace(5, AT_ONCE, LONG, AT_ONCE)).run();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(index.asked).hasSize(1);
    }

    @Test
    void aMachineOfUnknownLoadIsAskedOnAtOnce() {
        index.holds(Arm.SEMANTIC, candidate("a", 0.9));
        load = Double.NaN;

        warmUp(new Pace(5, AT_ONCE, LONG, LONG)).run();

        assertThat(index.asked).hasSize(5);
    }

    private WarmUp warmUp(Pace pace) {
        SearchMetrics metrics = new SearchMetrics(new SimpleMeterRegistry());
        EncoderSource source = EncoderSource.shared(CompletableFuture.completedFuture(new FakeEncoder()));
        QueryEncoder encoder = new QueryEncoder(source, Duration.ofMillis(10), new QueryVectors(0), metrics);
        Searcher searcher = new Searcher(encoder, index, new CandidateSearch(index, 4), null, metrics);
        return new WarmUp(searcher, new Fusion.Rrf(60), pace, () -> load);
    }
}
