package dev.millrace.search;

import java.util.List;

/**
 * A question that has been checked.
 *
 * @param query the words, never blank
 * @param size most hits wanted
 * @param filters all of which a hit fulfils
 */
record SearchRequest(String query, Mode mode, int size, List<Filter> filters) {

    SearchRequest {
        filters = List.copyOf(filters);
    }
}
