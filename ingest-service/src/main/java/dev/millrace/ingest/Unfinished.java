package dev.millrace.ingest;

import dev.millrace.core.message.LedgerEntry;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Finds the documents of one partition that have to be looked at again, going once through its ledger, a little at a time.
 * Holds few of them at once, so that memory stays flat however many there are.
 */
final class Unfinished {

    private static final int ENTRIES_AT_ONCE = 2_000;
    private static final int MOST_FOUND = 1_000;

    private final KeyValueStore<String, LedgerEntry> ledger;
    private final BiPredicate<String, LedgerEntry> unfinished;
    private final Set<String> found = new LinkedHashSet<>();
    private @Nullable String from;
    private boolean through;

    Unfinished(KeyValueStore<String, LedgerEntry> ledger, BiPredicate<String, LedgerEntry> unfinished) {
        this.ledger = ledger;
        this.unfinished = unfinished;
    }

    /** One more, behind the others; where there are many already, it is found by going through the ledger once more. */
    void add(String documentId) {
        if (found.size() < MOST_FOUND) {
            found.add(documentId);
        } else {
            through = false;
            from = null;
        }
    }

    /** Whether the whole ledger has been gone through, and nothing found is left. */
    boolean isOver() {
        return through && found.isEmpty();
    }

    /** How many have been found; there may be more while the ledger is gone through. */
    int found() {
        return found.size();
    }

    /** The next document and its entry; empty when none is known for now. */
    Optional<KeyValue<String, LedgerEntry>> next() {
        scan();
        while (!found.isEmpty()) {
            String documentId = found.iterator().next();
            found.remove(documentId);
            LedgerEntry entry = ledger.get(documentId);
            if (entry != null && unfinished.test(documentId, entry)) {
                return Optional.of(KeyValue.pair(documentId, entry));
            }
        }
        return Optional.empty();
    }

    private void scan() {
        if (through || found.size() >= MOST_FOUND) {
            return;
        }
        int looked = 0;
        try (KeyValueIterator<String, LedgerEntry> entries = ledger.range(from, null)) {
            while (entries.hasNext() && looked < ENTRIES_AT_ONCE && found.size() < MOST_FOUND) {
                KeyValue<String, LedgerEntry> entry = entries.next();
                looked++;
                from = entry.key;
                if (unfinished.test(entry.key, entry.value)) {
                    found.add(entry.key);
                }
            }
            through = !entries.hasNext();
        }
    }
}
