package dev.millrace.ingest.source;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Confirmations of held deletions on their way to a watcher's thread. */
public final class Confirmations {

    private final Queue<Confirmation> waiting = new ConcurrentLinkedQueue<>();

    private record Confirmation(int missing, long saidAtMillis) {}

    public void add(int missing, long saidAtMillis) {
        waiting.add(new Confirmation(missing, saidAtMillis));
    }

    /** Hands on what has come. True when a listing may now delete what was held. */
    public boolean apply(KnownDocuments known) {
        boolean confirmed = false;
        Confirmation next = waiting.poll();
        while (next != null) {
            confirmed |= known.confirm(next.missing, next.saidAtMillis);
            next = waiting.poll();
        }
        return confirmed;
    }
}
