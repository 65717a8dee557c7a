package dev.millrace.ingest.source;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The changes of a source that wait to be published, of each document the last one. What changed last goes first, so that
 * a document dropped now does not wait for the thousands copied before; of every {@value #TURN} taken one is what has
 * waited longest, so that nothing waits for ever. No I/O here; not thread-safe.
 */
final class Backlog {

    private static final int TURN = 4;

    private final Map<String, Change> byDocument = new HashMap<>();
    private final TreeSet<Change> byTime =
            new TreeSet<>(Comparator.comparingLong(Change::changedAtMillis).thenComparing(Change::documentId));
    private int taken;

    /**
     * A document that is there, new or in another version.
     *
     * @param version opaque
     */
    record Change(String documentId, String version, long changedAtMillis) {}

    void add(Change change) {
        remove(change.documentId());
        byDocument.put(change.documentId(), change);
        byTime.add(change);
    }

    void remove(String documentId) {
        Change waiting = byDocument.remove(documentId);
        if (waiting != null) {
            byTime.remove(waiting);
        }
    }

    /** Nothing of other documents waits any more. */
    void retain(Set<String> documentIds) {
        Set<String> others = new HashSet<>(byDocument.keySet());
        others.removeAll(documentIds);
        others.forEach(this::remove);
    }

    /** Takes out the one whose turn it is; null when nothing waits. */
    @Nullable Change next() {
        boolean oldest = taken % TURN == TURN - 1;
        Change next = oldest ? byTime.pollFirst() : byTime.pollLast();
        if (next != null) {
            byDocument.remove(next.documentId());
            taken = (taken + 1) % TURN;
        }
        return next;
    }

    /** The version that waits; null when none does. */
    @Nullable String version(String documentId) {
        Change waiting = byDocument.get(documentId);
        return waiting == null ? null : waiting.version();
    }

    Set<String> documentIds() {
        return byDocument.keySet();
    }

    int size() {
        return byDocument.size();
    }
}
