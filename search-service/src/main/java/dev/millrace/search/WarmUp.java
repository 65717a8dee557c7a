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
 * second of a processor, and it takes some hundreds until all is compiled; asked all at once they would be in the way of
 * those who come just after a start. An index without passages warms nothing, so they begin when there are some. While the
 * machine is busy, others have more use for its processors: questions come less often then, but do not cease, so that a
 * system that is always busy is warm some day too.
 */
final class WarmUp implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(WarmUp.class);

    private static final int SHOWN = 10;
    private static final double BUSY_LOAD = 0.8;

    /**
     * How it goes on.
     *
     * @param questions that find something, after which it ends
     * @param pause after one of these
     * @param whileBusy the same on a busy machine
     * @param whileEmpty after one that found nothing, also because OpenSearch or the encoder is not there yet
     */
    record Pace(int questions, Duration pause, Duration whileBusy, Duration whileEmpty) {
        static final Pace USUAL = new Pace(600, Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(5));
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

    /** @param load of all processors of the machine since it was last asked, 0 to 1; not a number when it is not known */
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
                    Thread.sleep(load.getAsDouble() >= BUSY_LOAD ? pace.whileBusy() : pace.pause());
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
