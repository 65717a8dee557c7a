package dev.millrace.evaluation.run;

import java.util.List;

/** Asks a search-service for passages, not grouped by document. */
public interface PassageApi {

    /**
     * The passages found, the best first.
     *
     * @throws SearchFailedException when there is no answer, or one that says no
     */
    List<FoundPassage> passages(String question, SearchMode mode, int size) throws InterruptedException;
}
