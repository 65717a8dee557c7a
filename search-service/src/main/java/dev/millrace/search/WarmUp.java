package dev.millrace.search;

import dev.millrace.search.SearchRequest.Layout;
import dev.millrace.search.SearchRequest.Ranking;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks what nobody asked: one question at once, so that the first user does not pay for the loading of classes, and soon
 * after it some more, so that those who come in numbers find compiled code, here and in OpenSearch. Cold, each question
 * takes a good part of a second of a processor.
 */
final class WarmUp implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(WarmUp.class);

    /** While the other services start, they need the processors more. */
    private static final Duration SETTLING = Duration.ofSeconds(4);

    private static final Duration MOST = Duration.ofSeconds(10);
    private static final int QUESTIONS = 60;
    private static final int SHOWN = 10;
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

    WarmUp(Searcher searcher, Fusion fusion) {
        this.searcher = searcher;
        this.ranking = new Ranking(Mode.HYBRID, fusion, false);
    }

    @Override
    public void run() {
        try {
            ask(question(0));
            Thread.sleep(SETTLING);
            long started = System.nanoTime();
            for (int i = 1; i < QUESTIONS && System.nanoTime() - started < MOST.toNanos(); i++) {
                ask(question(i));
            }
        } catch (IndexUnavailableException e) {
            LOG.debug("the search could not be warmed up: {}", e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void ask(String question) throws IndexUnavailableException, InterruptedException {
        Scope scope = new Scope(List.of(), List.of());
        Layout layout = new Layout(SHOWN, false, 0, false);
        searcher.search(new SearchRequest(question, ranking, scope, layout, Seen.nothing(question)));
    }

    /** Two to seven words, as users ask, each question with others. */
    private static String question(int number) {
        List<String> words = IntStream.range(0, 2 + number % 6)
                .mapToObj(i -> WORDS.get((5 * number + i) % WORDS.size()))
                .toList();
        return String.join(" ", words);
    }
}
