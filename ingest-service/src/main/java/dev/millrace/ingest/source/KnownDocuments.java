package dev.millrace.ingest.source;

import static dev.millrace.core.service.Failpoint.Place.WATCHER_LISTED;
import static dev.millrace.core.service.Failpoint.Place.WATCHER_PUBLISHED;

import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The documents of a source that the pipeline knows, each in the version last published by this watcher or last read
 * according to the ledger, and what is published when that differs from what is there. Changes are published as far as
 * there is room, and wait in a {@link Backlog} until then; they are known only once they are published. For one thread.
 */
public final class KnownDocuments {

    /** While something waits, room is asked for this often. */
    public static final Duration LOOK_AGAIN = Duration.ofMillis(20);

    private static final Logger LOG = LoggerFactory.getLogger(KnownDocuments.class);

    private final SourceConfig source;
    private final Function<String, URI> address;
    private final Watching watching;
    private final ReferencePublisher publisher;
    private final SourceMetrics metrics;
    private final DeletionGuard guard;
    private final Backlog backlog = new Backlog();
    private boolean learned;
    private final Map<String, String> versions = new HashMap<>();

    /**
     * Knows nothing yet.
     *
     * @param address of the object of a document id
     */
    public KnownDocuments(SourceConfig source, Function<String, URI> address, Watching watching) {
        this.source = source;
        this.address = address;
        this.watching = watching;
        this.publisher = watching.publisher();
        this.metrics = watching.metrics();
        this.guard = new DeletionGuard(source.limits());
    }

    /**
     * Takes over what the ledger knows, once. To be called after the first listing: a document that another watcher
     * published, and that is deleted before this listing, is known to the ledger by then, or is found gone by ingest.
     */
    public void learn() throws Exception {
        if (!learned) {
            watching.ledger().call().forEach(versions::putIfAbsent);
            learned = true;
        }
    }

    /** Whether the ledger has been asked. */
    public boolean isLearned() {
        return learned;
    }

    public boolean contains(String documentId) {
        return versions.containsKey(documentId);
    }

    /** The version that waits to be published, else the known one; null for an unknown document. */
    public @Nullable String version(String documentId) {
        String waiting = backlog.version(documentId);
        return waiting == null ? versions.get(documentId) : waiting;
    }

    /** The ids that begin with a text, of known documents and of those that wait to be published. */
    public Set<String> idsBelow(String prefix) {
        Set<String> ids = new HashSet<>();
        versions.keySet().stream().filter(id -> id.startsWith(prefix)).forEach(ids::add);
        backlog.documentIds().stream().filter(id -> id.startsWith(prefix)).forEach(ids::add);
        return ids;
    }

    /** A document is there: it is to be published, unless it is known in this very version. */
    public void present(String documentId, String version, long changedAtMillis) {
        if (version.equals(versions.get(documentId))) {
            backlog.remove(documentId);
        } else {
            backlog.add(new Backlog.Change(documentId, version, changedAtMillis));
        }
    }

    /** A document that is not known has gone again: it need not be published. */
    public void forget(String documentId) {
        backlog.remove(documentId);
    }

    /** How many changes wait to be published. */
    public int waiting() {
        return backlog.size();
    }

    /**
     * Publishes documents that were looked for in vain as gone. False when they are more than may go without a listing:
     * then nothing is published, and everything has to be listed.
     */
    public boolean gone(Collection<String> documentIds) {
        documentIds.forEach(backlog::remove);
        if (!guard.allows(versions.size(), documentIds)) {
            return false;
        }
        documentIds.forEach(this::publishGone);
        return true;
    }

    /** A complete listing has these documents. Returns those missing from it that may go. */
    public Set<String> missing(Set<String> present) {
        watching.failpoint().pass(WATCHER_LISTED);
        Set<String> missing = new HashSet<>(versions.keySet());
        missing.removeAll(present);
        backlog.retain(present);
        int heldBefore = guard.held();
        long now = watching.clock().millis();
        Set<String> mayGo = guard.listed(versions.size(), missing, now);
        metrics.listed(present.size(), guard.held(), now);
        tell(heldBefore, mayGo.size());
        return mayGo;
    }

    private void tell(int heldBefore, int deleted) {
        if (guard.held() > 0 && guard.held() != heldBefore) {
            LOG.warn(
                    "source={} misses {} of {} known documents: nothing is deleted until that is confirmed (millrace"
                            + " sources confirm-deletions {}) or they are there again",
                    source.name(),
                    guard.held(),
                    versions.size(),
                    source.name());
        } else if (guard.held() == 0 && heldBefore > 0) {
            LOG.info("source={} holds no deletions any more, deletes={}", source.name(), deleted);
        }
    }

    /** Whether the next listing may delete what is missing now. */
    public boolean confirm(int missing, long saidAtMillis) {
        boolean confirmed = guard.confirm(missing, saidAtMillis);
        LOG.info(
                "source={} deletions of {} missing documents are confirmed: {}",
                source.name(),
                missing,
                confirmed ? "listing again" : "refused, since held now are " + guard.held() + " others");
        return confirmed;
    }

    public boolean holdsDeletions() {
        return guard.held() > 0;
    }

    /** Publishes of what waits as much as there is room for. Returns once the broker has everything that was published. */
    public void publish() throws InterruptedException {
        int room = watching.room().take(backlog.size());
        for (int i = 0; i < room; i++) {
            Backlog.Change next = backlog.next();
            if (next != null) {
                publish(next);
            }
        }
        watching.failpoint().pass(WATCHER_PUBLISHED);
        publisher.await();
    }

    private void publish(Backlog.Change change) {
        String documentId = change.documentId();
        versions.put(documentId, change.version());
        publisher.changed(documentId, address.apply(documentId), change.version(), change.changedAtMillis());
        metrics.changed();
        LOG.debug("document={} changed version={}", documentId, change.version());
    }

    private void publishGone(String documentId) {
        if (versions.remove(documentId) != null) {
            publisher.disappeared(documentId, address.apply(documentId));
            metrics.disappeared();
            LOG.debug("document={} is gone", documentId);
        }
    }
}
