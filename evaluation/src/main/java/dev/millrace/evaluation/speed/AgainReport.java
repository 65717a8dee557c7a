package dev.millrace.evaluation.speed;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;

/**
 * What the same documents cost once more, and what one edited paragraph costs.
 *
 * @param facts sentences on how it was measured
 * @param edits at least one
 */
public record AgainReport(List<String> facts, Pass first, Pass again, List<Edit> edits) {

    /**
     * All documents once.
     *
     * @param passages that were made
     * @param embeddings vectors that the model computed
     */
    public record Pass(int documents, double seconds, long passages, long embeddings) {

        double documentsPerSecond() {
            return documents / seconds;
        }
    }

    /**
     * One paragraph.
     *
     * @param seconds from writing the file until a search found the new word; the time it was searched for where none did
     * @param embeddings vectors that the model computed for it
     */
    public record Edit(double seconds, boolean found, long embeddings) {}

    public AgainReport {
        facts = List.copyOf(facts);
        edits = List.copyOf(edits);
    }

    /** For the terminal. */
    public String text() {
        return String.format(
                        Locale.ROOT,
                        "%-28s %10s %9s %12s %9s %11s%n",
                        "",
                        "documents",
                        "seconds",
                        "documents/s",
                        "passages",
                        "embeddings")
                + row("the first time", first)
                + row("again, unchanged", again)
                + String.format(
                        Locale.ROOT,
                        "%nAgain is %.1f times as fast.%nOne paragraph edited, %d times: found after %.3f s in the"
                                + " middle, %.3f s at most; %d to %d embeddings each; %d never found.%n",
                        ratio(),
                        edits.size(),
                        editSeconds().p50(),
                        editSeconds().max(),
                        edits.stream().mapToLong(Edit::embeddings).min().orElseThrow(),
                        edits.stream().mapToLong(Edit::embeddings).max().orElseThrow(),
                        lost());
    }

    /** For programs. */
    public String json() {
        ObjectNode root = new JsonMapper()
                .createObjectNode()
                .put("documents", first.documents())
                .put("first_seconds", first.seconds())
                .put("first_documents_per_second", first.documentsPerSecond())
                .put("passages_first", first.passages())
                .put("embeddings_first", first.embeddings())
                .put("again_seconds", again.seconds())
                .put("again_documents_per_second", again.documentsPerSecond())
                .put("passages_again", again.passages())
                .put("embeddings_again", again.embeddings());
        ArrayNode all = root.putArray("edits");
        edits.forEach(edit -> all.addObject()
                .put("seconds", edit.seconds())
                .put("found", edit.found())
                .put("embeddings", edit.embeddings()));
        root.put("edit_p50_seconds", editSeconds().p50())
                .put("edit_max_seconds", editSeconds().max())
                .put("edits_lost", lost());
        root.putObject("ratios").put("first_vs_again", ratio());
        ArrayNode how = root.putArray("how");
        facts.forEach(how::add);
        return root.toPrettyString() + "\n";
    }

    private static String row(String name, Pass pass) {
        return String.format(
                Locale.ROOT,
                "%-28s %10d %9.3f %12.1f %9d %11d%n",
                name,
                pass.documents(),
                pass.seconds(),
                pass.documentsPerSecond(),
                pass.passages(),
                pass.embeddings());
    }

    private double ratio() {
        return first.seconds() / again.seconds();
    }

    private Quantiles editSeconds() {
        return Quantiles.of(edits.stream().map(Edit::seconds).toList());
    }

    private long lost() {
        return edits.stream().filter(edit -> !edit.found()).count();
    }
}
