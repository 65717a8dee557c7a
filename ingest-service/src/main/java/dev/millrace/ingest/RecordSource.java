package dev.millrace.ingest;

import dev.millrace.core.message.LedgerEntry;
import java.io.IOException;
import java.util.Optional;

/** Where the records of documents can be read again. */
interface RecordSource extends AutoCloseable {

    /**
     * The record that an entry of the ledger stands for, of several that wait the oldest; empty when the topic no longer
     * has it.
     *
     * @throws IOException when the brokers did not say so in time: try again later
     */
    Optional<Delivery> read(String documentId, LedgerEntry entry) throws IOException;

    @Override
    void close();
}
