package dev.millrace.search;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks what nobody asked, so that the first question of a user does not pay for the loading of classes. */
final class WarmUp implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(WarmUp.class);

    private final Searcher searcher;

    WarmUp(Searcher searcher) {
        this.searcher = searcher;
    }

    @Override
    public void run() {
        try {
            searcher.search(new SearchRequest("warm-up", Mode.HYBRID, 1, List.of()));
        } catch (IndexUnavailableException e) {
            LOG.debug("the search could not be warmed up: {}", e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
