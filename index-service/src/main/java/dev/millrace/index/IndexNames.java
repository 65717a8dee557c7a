package dev.millrace.index;

/**
 * The names in OpenSearch that belong to one alias. Physical indices are numbered, so that one of another shape can be
 * built beside the old one and swapped in.
 *
 * @param alias what searches go through: hides tombstones
 */
record IndexNames(String alias) {

    /** What writes go through: always one index. */
    String writeAlias() {
        return alias + "-write";
    }

    String firstIndex() {
        return alias + "-000001";
    }

    String template() {
        return alias;
    }

    /** The physical indices, and no alias. */
    String pattern() {
        return alias + "-0*";
    }
}
