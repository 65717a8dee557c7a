package dev.millrace.search;

import java.util.List;

/**
 * A passage that an arm found.
 *
 * @param highlight fragments of its text with the question's words in {@code <em>}, all else escaped for HTML
 */
record Candidate(Passage passage, double score, List<String> highlight) {

    Candidate {
        highlight = List.copyOf(highlight);
    }
}
