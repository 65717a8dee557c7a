package dev.millrace.ingest;

import dev.millrace.core.message.LedgerEntry;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The topics of a test hold one record, or none. */
final class FakeRecords implements RecordSource {

    @Nullable Delivery delivery;

    @Override
    public Optional<Delivery> read(String documentId, LedgerEntry entry) {
        return Optional.ofNullable(delivery);
    }

    @Override
    public void close() {
        // nothing is open
    }
}
