package dev.millrace.search;

import dev.millrace.search.SearchRequest.Layout;
import dev.millrace.search.SearchRequest.Ranking;
import java.time.Duration;
import java.util.List;
import java.util.function.DoubleSupplier;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks what nobody asked, so that users find compiled code, here and in OpenSearch. Cold, a question takes a good part of a
 * second of a processor, and it takes some hundreds until all is compiled. They are asked while the machine has little else to
 * do, and seldom when it is busy, so that they are in nobody's way. An index without passages warms nothing, so they begin
 * when there are some.
 */
final class WarmUp implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(WarmUp.class);

    private static final int SHOWN = 10;
    private static final double BUSY = 0.5;

    /**
     * How it goes on.
     *
     * @param questions that find something, after which it ends
     * @param whenIdle pause after one of these while less than half of the machine's processor time is used
     * @param whenBusy pause after one of these otherwise
     * @param whileEmpty after one that found nothing, also because OpenSearch or the encoder is not there yet
     */
    record Pace(int questions, Duration whenIdle, Duration whenBusy, Duration whileEmpty) {
        static final Pace USUAL = new Pace(600, Duration.ofMillis(50), Duration.ofSeconds(1), Duration.ofSeconds(5));

        /** @param load of all processors, from 0 to 1; below 0 where it is not known */
        Duration afterQuestion(double load) {
            return load >= 0 && load < BUSY ? whenIdle : whenBusy;
        }
    }

    private static final List<String> WORDS = List.of(
            "report",
            "of",
            "results",
            "system",
            "the",
            "water",
            "in",
            "high",
            "blood",
            "pressure",
            "new",
            "time",
            "contract",
            "energy",
            "for",
            "people",
            "table",
            "study",
            "and",
            "flow",
            "year",
            "risk",
            "how",
            "data",
            "change",
            "with");

    private final Searcher searcher;
    private final Ranking ranking;
    private final Pace pace;
    private final DoubleSupplier load;
    private final Thread thread = Thread.ofPlatform().name("warm-up").daemon().unstarted(this::run);

    /** @param load of all processors, from 0 to 1; below 0 where it is not known */
    WarmUp(Searcher searcher, Fusion fusion, Pace pace, DoubleSupplier load) {
        this.searcher = searcher;
        this.ranking = new Ranking(Mode.HYBRID, fusion, false);
        this.pace = pace;
        this.load = load;
    }

    void start() {
        thread.start();
    }

    @Override
    public void close() {
        thread.interrupt();
    }

    /** Returns when all was asked, or when it is interrupted. */
    void run() {
        try {
            int asked = 0;
            while (asked < pace.questions()) {
                if (finds(question(asked))) {
                    asked++;
                    Thread.sleep(pace.afterQuestion(load.getAsDouble()));
                } else {
                    Thread.sleep(pace.whileEmpty());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean finds(String question) throws InterruptedException {
        Scope scope = new Scope(List.of(), List.of());
        Layout layout = new Layout(SHOWN, false, 0, false);
        try {
            SearchAnswer answer =
                    searcher.search(new SearchRequest(question, ranking, scope, layout, Seen.nothing(question)));
            return answer.mode() == Mode.HYBRID && !answer.hits().isEmpty();
        } catch (IndexUnavailableException e) {
            LOG.debug("the search can't be warmed up yet: {}", e.toString());
            return false;
        }
    }

    /** Two to seven words, as users ask, each question with others. */
    private static String question(int number) {
        List<String> words = IntStream.range(0, 2 + number % 6)
                .mapToObj(i -> WORDS.get((5 * number + i) % WORDS.size()))
                .toList();
        return String.join(" ", words);
    }
}
