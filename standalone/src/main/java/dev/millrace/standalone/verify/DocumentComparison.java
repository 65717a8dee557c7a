package dev.millrace.standalone.verify;

import dev.millrace.core.deadletter.DeadLetter.Origin;
import dev.millrace.core.message.LedgerChunk;
import dev.millrace.core.message.LedgerEntry;
import dev.millrace.core.message.LedgerStatus;
import dev.millrace.index.IndexContents.Vectors;
import dev.millrace.index.IndexedPassage;
import dev.millrace.standalone.verify.DocumentView.ChunkRecord;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Compares what everybody says of one document. No I/O here. */
final class DocumentComparison {

    private final Vectors vectors;

    /**
     * @param vectors what all vectors of the index should be
     */
    DocumentComparison(Vectors vectors) {
        this.vectors = vectors;
    }

    Finding compare(DocumentView view) {
        List<Difference> differences = new ArrayList<>();
        boolean explained = view.isUnreadable();
        Disagreement upstream = upstream(view);
        if (upstream != null && view.rejected().newestRecord()) {
            explained = true;
        } else if (upstream != null) {
            differences.add(new Difference(view.documentId(), upstream.kind(), upstream.detail()));
        }
        IndexPicture index = new IndexPicture(view);
        differences.addAll(index.differences());
        return new Finding(view.documentId(), differences, index.unknown, explained || index.explained);
    }

    private record Disagreement(DifferenceKind kind, String detail) {}

    private static @Nullable Disagreement upstream(DocumentView view) {
        return switch (view.upstream()) {
            case Upstream.InSource source -> inSource(view, source);
            case Upstream.GoneFromSource gone ->
                view.knownAlive()
                        ? new Disagreement(DifferenceKind.EXTRA, "gone from its source, but not from the ledger")
                        : null;
            case Upstream.InTopic topic -> inTopic(view, topic);
            case Upstream.Unknown unknown -> null;
        };
    }

    private static @Nullable Disagreement inSource(DocumentView view, Upstream.InSource source) {
        LedgerEntry ledger = view.ledger();
        if (ledger == null || ledger.getStatus() == LedgerStatus.DELETED) {
            return new Disagreement(DifferenceKind.MISSING, "in its source, but not in the ledger");
        }
        return source.version().equals(ledger.getSourceVersion())
                ? null
                : new Disagreement(DifferenceKind.STALE, "changed in its source since it was last read");
    }

    private static @Nullable Disagreement inTopic(DocumentView view, Upstream.InTopic topic) {
        LedgerEntry ledger = view.ledger();
        boolean placeKnown = ledger != null && !ledger.getTopicId().isEmpty();
        boolean behind = ledger == null || !placeKnown || isNewer(topic.place(), ledger);
        if (!behind || (topic.reference() && ledger != null && !placeKnown)) {
            return null;
        }
        if (topic.deleted()) {
            return view.knownAlive()
                    ? new Disagreement(DifferenceKind.EXTRA, "deleted in the topic, but not in the ledger")
                    : null;
        }
        if (!view.knownAlive()) {
            return new Disagreement(DifferenceKind.MISSING, "in the topic, but not in the ledger");
        }
        return placeKnown
                ? new Disagreement(DifferenceKind.STALE, "the topic has a newer record than the ledger")
                : null;
    }

    /** The rule by which ingest-service refuses what is older. */
    private static boolean isNewer(Origin place, LedgerEntry ledger) {
        if (!place.topicId().equals(ledger.getTopicId())) {
            return true;
        }
        return place.partition() == ledger.getPartition()
                ? place.offset() > ledger.getOffset()
                : place.timestampMillis() > ledger.getTimestampMs();
    }

    /** The entries of one document beside the chunks of its ledger entry. */
    private final class IndexPicture {

        private final DocumentView view;
        private final Map<String, IndexedPassage> alive = new HashMap<>();
        private final List<String> unknown = new ArrayList<>();
        private final Map<DifferenceKind, List<String>> wrong = new EnumMap<>(DifferenceKind.class);
        private boolean explained;

        private IndexPicture(DocumentView view) {
            this.view = view;
            view.passages().stream()
                    .filter(passage -> !passage.removed())
                    .forEach(passage -> alive.put(passage.id(), passage));
            compare();
        }

        List<Difference> differences() {
            List<Difference> differences = new ArrayList<>();
            wrong.forEach(
                    (kind, details) -> differences.add(new Difference(view.documentId(), kind, summary(details))));
            return differences;
        }

        private void compare() {
            List<LedgerChunk> chunks =
                    view.ledger() == null ? List.of() : view.ledger().getChunksList();
            List<String> missing = new ArrayList<>();
            int found = 0;
            for (LedgerChunk chunk : chunks) {
                IndexedPassage passage = alive.remove(chunk.getChunkId());
                if (passage != null) {
                    found++;
                    known(chunk, passage);
                } else if (view.rejected().covers(chunk)) {
                    explained = true;
                } else {
                    missing.add(chunk.getChunkId());
                }
            }
            if (!missing.isEmpty()) {
                add(
                        found == 0 ? DifferenceKind.MISSING : DifferenceKind.HALF_UPDATED,
                        missing.size() + " of " + chunks.size() + " passages are not in the index");
            }
            alive.values().forEach(this::unknown);
        }

        private void known(LedgerChunk chunk, IndexedPassage passage) {
            ChunkRecord record = view.chunks().get(chunk.getChunkId());
            long revision = chunk.getRevision() > 0 || record == null ? chunk.getRevision() : record.revision();
            if (revision > passage.revision() && view.rejected().covers(chunk)) {
                explained = true;
            } else if (revision > 0 && passage.revision() != revision) {
                add(
                        DifferenceKind.STALE,
                        "passage " + passage.id() + " has revision " + passage.revision() + ", not " + revision);
            } else if (record != null
                    && record.revision() == passage.revision()
                    && !record.removed()
                    && passage.digest() != record.digest()) {
                add(DifferenceKind.STALE, "passage " + passage.id() + " has another text or other fields");
            } else if (vectorIsRight(passage) && passage.version() != passage.revision()) {
                add(DifferenceKind.STALE, "passage " + passage.id() + " was written by somebody else");
            }
        }

        private boolean vectorIsRight(IndexedPassage passage) {
            boolean dimension = passage.dimension() == vectors.dimension();
            boolean model = vectors.modelId().isEmpty() || vectors.modelId().equals(passage.modelId());
            if (!dimension) {
                add(
                        DifferenceKind.WRONG_DIMENSION,
                        "the vector of passage " + passage.id() + " has " + passage.dimension() + " numbers, not "
                                + vectors.dimension());
            }
            if (!model) {
                add(DifferenceKind.WRONG_MODEL, "the vector of passage " + passage.id() + " is of another model");
            }
            return dimension && model;
        }

        private void unknown(IndexedPassage passage) {
            unknown.add(passage.id());
            ChunkRecord record = view.chunks().get(passage.id());
            if (record != null && record.removed()) {
                add(DifferenceKind.RESURRECTED, "passage " + passage.id() + " was removed, but can be found");
            } else {
                add(DifferenceKind.EXTRA, "passage " + passage.id() + " is not known to the ledger");
            }
        }

        private void add(DifferenceKind kind, String detail) {
            wrong.computeIfAbsent(kind, k -> new ArrayList<>()).add(detail);
        }
    }

    private static String summary(List<String> details) {
        String first = details.stream().sorted().findFirst().orElse("");
        return details.size() == 1 ? first : first + ", and " + (details.size() - 1) + " more like this";
    }
}
