package dev.millrace.standalone.verify;

import dev.millrace.index.IndexedPassage;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One look at documents, gathered document by document. Not thread-safe. */
final class Look {

    private final KafkaPicture kafka;
    private final SourcesPicture sources;
    private final DocumentComparison comparison;
    private final Map<String, Finding> differing = new HashMap<>();
    private final Set<String> beingParsed = new HashSet<>();
    private final Set<String> unread = new HashSet<>();
    private final Set<String> young = new HashSet<>();
    private final Set<String> seen = new HashSet<>();
    private final long youngSinceMillis;
    private long documents;
    private long explained;
    private long kept;
    private long orphans;

    /**
     * @param youngSinceMillis what has changed in its source since then may not have been noticed yet
     */
    Look(KafkaPicture kafka, SourcesPicture sources, DocumentComparison comparison, long youngSinceMillis) {
        this.kafka = kafka;
        this.sources = sources;
        this.comparison = comparison;
        this.youngSinceMillis = youngSinceMillis;
    }

    /** Takes what the index holds of a document; nothing for one that only others know. */
    void take(String documentId, List<IndexedPassage> passages) {
        if (!seen.add(documentId)) {
            return;
        }
        DocumentView view = view(documentId, passages);
        Finding finding = comparison.compare(view);
        documents += view.exists() ? 1 : 0;
        explained += finding.explained() ? 1 : 0;
        kept += view.isKept() ? 1 : 0;
        orphans += isOrphan(view) ? 1 : 0;
        if (finding.differs()) {
            differing.put(documentId, finding);
            noteDoubts(view);
        }
    }

    /** Takes all documents that are known and were not in the index. */
    void takeOthers() {
        sources.documentIds().forEach(id -> take(id, List.of()));
        kafka.ledger().keySet().forEach(id -> take(id, List.of()));
        kafka.documents().keySet().forEach(id -> take(id, List.of()));
    }

    Map<String, Finding> differing() {
        return differing;
    }

    boolean isBeingParsed(String documentId) {
        return beingParsed.contains(documentId);
    }

    /** Whether its source has it as nobody has read it: its watcher may hold it back while the services are busy. */
    boolean isUnread(String documentId) {
        return unread.contains(documentId);
    }

    /** Whether its source may just not have been looked at since the document changed there. */
    boolean isYoung(String documentId) {
        return young.contains(documentId);
    }

    long documents() {
        return documents;
    }

    long explained() {
        return explained;
    }

    long kept() {
        return kept;
    }

    long orphans() {
        return orphans;
    }

    private DocumentView view(String documentId, List<IndexedPassage> passages) {
        Upstream fromTopic = kafka.documents().get(documentId);
        Upstream upstream = sources.upstream(documentId).orElse(fromTopic == null ? new Upstream.Unknown() : fromTopic);
        return new DocumentView(
                documentId,
                upstream,
                kafka.ledger().get(documentId),
                kafka.chunks(),
                passages,
                kafka.rejected(documentId));
    }

    private void noteDoubts(DocumentView view) {
        if (view.isBeingParsed()) {
            beingParsed.add(view.documentId());
        }
        if (view.upstream() instanceof Upstream.InSource source && !isRead(view, source)) {
            unread.add(view.documentId());
        }
        boolean mayBeUnnoticed = switch (view.upstream()) {
            case Upstream.InSource source ->
                source.changedAtMillis() >= youngSinceMillis && isUnread(view.documentId());
            case Upstream.GoneFromSource gone -> view.knownAlive();
            case Upstream.InTopic topic -> false;
            case Upstream.Unknown unknown -> false;
        };
        if (mayBeUnnoticed) {
            young.add(view.documentId());
        }
    }

    private static boolean isRead(DocumentView view, Upstream.InSource source) {
        return view.ledger() != null
                && view.knownAlive()
                && source.version().equals(view.ledger().getSourceVersion());
    }

    private boolean isOrphan(DocumentView view) {
        return view.upstream() instanceof Upstream.Unknown
                && view.knownAlive()
                && sources.of(view.documentId()).isEmpty();
    }
}
