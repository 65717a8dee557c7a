package dev.millrace.search;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An index in memory, whose rankings a test lays down. */
final class FakeIndex implements PassageIndex {

    private final Map<Arm, List<Candidate>> held = new EnumMap<>(Arm.class);
    private final Map<String, Passage> passages = new LinkedHashMap<>();
    final List<Question> asked = new ArrayList<>();
    final List<Collection<String>> fetched = new ArrayList<>();
    boolean away;
    boolean fuses;

    static Candidate candidate(String id, double score) {
        return new Candidate(id, "doc", score);
    }

    static Candidate candidate(String id, String documentId, double score) {
        return new Candidate(id, documentId, score);
    }

    /** Passages stand in their documents in the order in which they are given. */
    void holds(Arm arm, Candidate... candidates) {
        held.put(arm, List.of(candidates));
        for (Candidate candidate : candidates) {
            add(candidate.chunkId(), candidate.documentId());
        }
    }

    void add(String chunkId, String documentId) {
        int ordinal = (int) passages.values().stream()
                .filter(passage -> passage.documentId().equals(documentId))
                .count();
        passages.computeIfAbsent(
                chunkId,
                id -> new Passage(
                        documentId, id, null, null, null, null, null, ordinal, 0, 4, List.of(), "text of " + id));
    }

    void remove(String chunkId) {
        passages.remove(chunkId);
    }

    @Override
    public Found find(Question question) throws IndexUnavailableException {
        asked.add(question);
        if (away) {
            throw new IndexUnavailableException("away");
        }
        Map<Arm, List<Candidate>> found = new EnumMap<>(Arm.class);
        for (Arm arm : question.mode().arms()) {
            found.put(
                    arm,
                    held.getOrDefault(arm, List.of()).stream()
                            .limit(question.depth())
                            .toList());
        }
        if (fuses && question.mode() == Mode.HYBRID && !question.byArm()) {
            return new Found.Fused(question.fusion().fuse(found).stream()
                    .map(one -> new Candidate(one.chunkId(), one.documentId(), one.score()))
                    .toList());
        }
        return new Found.ByArm(found);
    }

    @Override
    public Map<String, Shown> fetch(Collection<String> chunkIds, @Nullable String highlighted, Scope scope) {
        fetched.add(chunkIds);
        Map<String, Shown> shown = new HashMap<>();
        for (String id : chunkIds) {
            Passage passage = passages.get(id);
            if (passage != null) {
                shown.put(id, new Shown(passage, List.of()));
            }
        }
        return shown;
    }

    @Override
    public List<Neighbour> neighbours(Collection<Passage> hits, int places, Scope scope) {
        return passages.values().stream()
                .map(one -> new Neighbour(one.documentId(), one.chunkId(), 1, one.ordinal(), null, 0, 4, one.text()))
                .toList();
    }
}
