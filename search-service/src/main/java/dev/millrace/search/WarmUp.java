package dev.millrace.search;

import dev.millrace.search.SearchRequest.Layout;
import dev.millrace.search.SearchRequest.Ranking;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks what nobody asked, so that the first question of a user does not pay for the loading of classes. */
final class WarmUp implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(WarmUp.class);
    private static final String QUESTION = "warm-up";

    private final Searcher searcher;
    private final Ranking ranking;

    WarmUp(Searcher searcher, Fusion fusion) {
        this.searcher = searcher;
        this.ranking = new Ranking(Mode.HYBRID, fusion, false);
    }

    @Override
    public void run() {
        Scope scope = new Scope(List.of(), List.of());
        Layout layout = new Layout(1, false, 0, false);
        try {
            searcher.search(new SearchRequest(QUESTION, ranking, scope, layout, Seen.nothing(QUESTION)));
        } catch (IndexUnavailableException e) {
            LOG.debug("the search could not be warmed up: {}", e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
