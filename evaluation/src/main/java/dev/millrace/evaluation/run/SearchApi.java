package dev.millrace.evaluation.run;

import java.util.Map;

/** Asks a search-service. */
public interface SearchApi {

    /**
     * The documents found, with the score of the best passage of each.
     *
     * @throws SearchFailedException when there is no answer, or one that says no
     */
    Map<String, Double> documents(String question, SearchMode mode, int size) throws InterruptedException;
}
