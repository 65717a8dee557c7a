package dev.millrace.search;

/** How a filter compares. */
enum Relation {
    EQUAL(":"),
    /** Begins with the value. */
    PREFIX(":"),
    AT_LEAST(">="),
    AT_MOST("<="),
    MORE(">"),
    LESS("<");

    private final String written;

    Relation(String written) {
        this.written = written;
    }

    /** The sign between field and value. */
    String written() {
        return written;
    }

    boolean isRange() {
        return this != EQUAL && this != PREFIX;
    }
}
