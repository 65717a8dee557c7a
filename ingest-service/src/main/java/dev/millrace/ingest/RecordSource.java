package dev.millrace.ingest;

import dev.millrace.core.message.LedgerEntry;
import java.util.Optional;

/** Where the records of documents can be read again. */
interface RecordSource extends AutoCloseable {

    /** The record that an entry of the ledger stands for; empty when the topic no longer has it. */
    Optional<Delivery> read(String documentId, LedgerEntry entry);

    @Override
    void close();
}
