package dev.millrace.standalone.campaign;

/** One thing that happens: to a document, or to the system. */
public sealed interface Action permits Operation, Fault {

    /** What it is counted under. */
    String kind();
}
