package dev.millrace.search;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where passages are found. */
interface PassageIndex {

    /**
     * What to look for.
     *
     * @param vector of the query's meaning; not needed, and empty, in lexical mode
     * @param depth most passages of each arm
     * @param fusion wanted in hybrid mode
     * @param byArm whether the arms have to be told apart, also where the index could fuse by itself
     */
    record Question(
            String query, Mode mode, List<Float> vector, int depth, Scope scope, Fusion fusion, boolean byArm) {}

    /** What was found, best first. */
    sealed interface Found {

        /** By each arm that was asked. */
        record ByArm(Map<Arm, List<Candidate>> arms) implements Found {}

        /** By both, fused by the index. */
        record Fused(List<Candidate> candidates) implements Found {}
    }

    /**
     * A passage as it is shown.
     *
     * @param highlight fragments of its text with the question's words in {@code <em>}, all else escaped for HTML
     */
    record Shown(Passage passage, List<String> highlight) {

        public Shown {
            highlight = List.copyOf(highlight);
        }
    }

    /** Asks the arms of the question's mode, in one round trip. */
    Found find(Question question) throws IndexUnavailableException;

    /**
     * The passages of these chunk ids, by chunk id, without those that are gone or may not be seen.
     *
     * @param highlighted the question whose words are marked; null marks nothing
     */
    Map<String, Shown> fetch(Collection<String> chunkIds, @Nullable String highlighted, Scope scope)
            throws IndexUnavailableException;

    /** The passages that stand at most so many places from one of these in its document, these not left out. */
    List<Neighbour> neighbours(Collection<Passage> hits, int places, Scope scope) throws IndexUnavailableException;
}
