package dev.millrace.search;

import java.util.List;

/**
 * Which passages a search may find.
 *
 * @param filters all of which a passage fulfils
 * @param principals of the one who asks; a passage with an {@code acl} is found only where it names one of them
 */
record Scope(List<Filter> filters, List<String> principals) {

    Scope {
        filters = List.copyOf(filters);
        principals = List.copyOf(principals);
    }

    /** The same without the filters: what the one who asks may see at all. */
    Scope permitted() {
        return new Scope(List.of(), principals);
    }
}
