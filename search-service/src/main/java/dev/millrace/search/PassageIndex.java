package dev.millrace.search;

import java.util.List;
import java.util.Map;

/** Where passages are found. */
interface PassageIndex {

    /**
     * What to look for.
     *
     * @param vector of the query's meaning; not needed, and empty, in lexical mode
     * @param depth most passages of each arm
     */
    record Question(String query, Mode mode, List<Float> vector, int depth, List<Filter> filters) {}

    /** Asks the arms of the question's mode, in one round trip. Each ranking is best first. */
    Map<Arm, List<Candidate>> find(Question question) throws IndexUnavailableException;
}
