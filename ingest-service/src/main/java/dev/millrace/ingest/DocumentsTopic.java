package dev.millrace.ingest;

/** The documents topic, as far as the ledger has to know it. */
interface DocumentsTopic {

    /** Kafka's id of the topic, as it was known lately. */
    String id();

    /** Asks for the id anew, unless it was asked for within the last second. */
    void refresh();

    /** The number of its partitions, by which a document's ledger is found. Fixed for as long as the topology runs. */
    int partitions();
}
