package dev.millrace.standalone.campaign;

import static java.util.stream.Collectors.groupingBy;

import dev.millrace.standalone.campaign.Difference.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds what the index holds and should not, and the other way round. No I/O here. */
final class Comparison {

    private final int dimension;
    private final List<Difference> differences = new ArrayList<>();

    private Comparison(int dimension) {
        this.dimension = dimension;
    }

    /**
     * @param dimension of the vectors
     */
    static List<Difference> of(Model model, List<Indexed> index, List<ChunkLog.Newest> log, int dimension) {
        Comparison comparison = new Comparison(dimension);
        comparison.documents(model, index);
        comparison.chunks(log, index);
        return List.copyOf(comparison.differences);
    }

    private void documents(Model model, List<Indexed> index) {
        Map<String, List<Indexed>> live =
                index.stream().filter(chunk -> !chunk.removed()).collect(groupingBy(Indexed::documentId));
        model.present().forEach((document, text) -> {
            List<Indexed> chunks = live.remove(document.id());
            if (chunks == null) {
                add(Kind.LOST, document.id(), "no chunk is in the index");
            } else {
                document(document.id(), text, chunks);
            }
        });
        live.keySet().forEach(id -> add(Kind.EXTRA, id, "the document is in the index"));
        if (index.stream()
                        .map(Indexed::modelId)
                        .filter(id -> !id.isEmpty())
                        .distinct()
                        .count()
                > 1) {
            add(Kind.VECTOR, "", "the index holds vectors of several models");
        }
    }

    private void document(String id, Text expected, List<Indexed> chunks) {
        chunks.sort(Comparator.comparingInt(Indexed::ordinal));
        String written = expected.written();
        int end = 0;
        for (int i = 0; i < chunks.size(); i++) {
            Indexed chunk = chunks.get(i);
            if (chunk.ordinal() != i) {
                add(chunk.ordinal() < i ? Kind.EXTRA : Kind.LOST, id, "chunk " + chunk.ordinal() + " at place " + i);
                return;
            }
            if (chunk.end() > written.length()
                    || chunk.start() < end
                    || !written.substring(end, chunk.start()).isBlank()
                    || !written.substring(chunk.start(), chunk.end()).equals(chunk.text())) {
                add(Kind.STALE, id, "chunk " + i + " of revision " + chunk.revision() + " is not of the newest text");
                return;
            }
            end = chunk.end();
        }
        if (!written.substring(end).isBlank()) {
            add(Kind.LOST, id, "the text ends after chunk " + (chunks.size() - 1));
        }
    }

    private void chunks(List<ChunkLog.Newest> log, List<Indexed> index) {
        Map<String, Indexed> byId = new HashMap<>();
        for (Indexed chunk : index) {
            if (byId.put(chunk.chunkId(), chunk) != null) {
                add(Kind.EXTRA, chunk.documentId(), "chunk " + chunk.chunkId() + " is there twice");
            }
            form(chunk);
        }
        for (ChunkLog.Newest newest : log) {
            Indexed chunk = byId.remove(newest.chunkId());
            if (chunk == null) {
                add(newest.removed() ? Kind.TOMBSTONE : Kind.LOST, newest.documentId(), "no " + newest);
            } else if (chunk.removed() != newest.removed() || chunk.revision() != newest.revision()) {
                add(Kind.STALE, newest.documentId(), "revision " + chunk.revision() + " instead of " + newest);
            }
        }
        byId.values().forEach(chunk -> add(Kind.EXTRA, chunk.documentId(), "unknown chunk " + chunk.chunkId()));
    }

    private void form(Indexed chunk) {
        if (chunk.removed() && (!chunk.text().isEmpty() || chunk.dimension() > 0)) {
            add(Kind.TOMBSTONE, chunk.documentId(), "the tombstone " + chunk.chunkId() + " holds content");
        }
        if (!chunk.removed()
                && (chunk.dimension() != dimension || chunk.modelId().isEmpty())) {
            add(Kind.VECTOR, chunk.documentId(), "chunk " + chunk.chunkId() + " has " + chunk.dimension() + " numbers");
        }
    }

    private void add(Kind kind, String documentId, String detail) {
        differences.add(new Difference(kind, documentId, detail));
    }
}
