package dev.millrace.standalone.campaign;

/** How the way to OpenSearch can be obstructed. */
public enum Obstruction {
    /** Nothing is wrong. */
    NONE,
    /** Every request is answered 429. */
    TOO_MANY_REQUESTS,
    /** Every request is answered 503. */
    UNAVAILABLE,
    /** Some entries of each bulk are applied, the others are answered 429 or 503. */
    SOME_ENTRIES,
    /** Every request takes long. */
    SLOW,
    /** Bulks are applied, but the answer never arrives. */
    ANSWER_LOST,
    /** Connections are refused. */
    UNPLUGGED
}
