package dev.millrace.index;

import java.util.Optional;

/** Where it is kept whose vectors an index holds. */
interface ModelStore {

    /** The model of the index's vectors; empty until the first one came. */
    Optional<String> read() throws InterruptedException;

    void write(String modelId) throws InterruptedException;
}
