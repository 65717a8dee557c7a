package dev.millrace.standalone;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;

/** Shows an answer of search-service to people. */
final class HitPrinter {

    private static final int SNIPPET_CHARS = 240;
    private static final String BOLD = "\u001b[1m";
    private static final String PLAIN = "\u001b[0m";

    private final PrintWriter out;
    private final boolean colours;

    HitPrinter(PrintWriter out, boolean colours) {
        this.out = out;
        this.colours = colours;
    }

    void print(JsonNode answer) {
        JsonNode hits = answer.path("hits");
        if (answer.hasNonNull("fallback")) {
            out.println("By keyword only: " + answer.path("fallback").asText());
        }
        int rank = 0;
        for (JsonNode hit : hits) {
            rank++;
            out.printf(Locale.ROOT, "%2d. %s%n", rank, bold(title(hit)));
            out.println("    " + snippet(hit));
            for (int i = 1; i < hit.path("passages").size(); i++) {
                out.println("    also " + title(hit.path("passages").path(i)));
            }
            if (hit.has("explain")) {
                out.println("    " + sum(hit.path("explain")));
            }
        }
        out.printf(
                "%d %s (%s, %d ms)%n",
                rank, rank == 1 ? "hit" : "hits", answer.path("mode").asText(), took(answer));
        if (answer.has("explain")) {
            StringJoiner steps = new StringJoiner(", ", "Steps: ", "");
            answer.at("/explain/steps_ms")
                    .properties()
                    .forEach(step ->
                            steps.add(step.getKey() + " " + step.getValue().asText() + " ms"));
            out.println(steps);
        }
    }

    /** What each arm added to the score. */
    private static String sum(JsonNode explain) {
        StringJoiner sum = new StringJoiner(" + ");
        for (String arm : List.of("lexical", "semantic")) {
            JsonNode standing = explain.path(arm);
            if (!standing.isMissingNode()) {
                sum.add("%.5f (%s, rank %d, score %.4f)"
                        .formatted(
                                standing.path("share").asDouble(),
                                arm,
                                standing.path("rank").asInt(),
                                standing.path("score").asDouble()));
            }
        }
        return sum + " = %.5f".formatted(explain.path("sum").asDouble());
    }

    private static long took(JsonNode answer) {
        return answer.path("took_ms").asLong();
    }

    private static String title(JsonNode hit) {
        StringJoiner title = new StringJoiner(" · ");
        title.add(
                hit.hasNonNull("filename")
                        ? hit.path("filename").asText()
                        : hit.path("document_id").asText());
        if (hit.hasNonNull("page")) {
            title.add("page " + hit.path("page").asInt());
        }
        StringJoiner headings = new StringJoiner(" › ").setEmptyValue("");
        hit.path("heading_path").forEach(heading -> headings.add(oneLine(heading.asText())));
        return headings.length() == 0
                ? title.toString()
                : title.add(headings.toString()).toString();
    }

    private String snippet(JsonNode hit) {
        JsonNode highlight = hit.path("highlight");
        return highlight.isEmpty()
                ? shortened(oneLine(hit.path("text").asText()))
                : marked(oneLine(highlight.path(0).asText()));
    }

    private static String shortened(String text) {
        return text.codePointCount(0, text.length()) <= SNIPPET_CHARS
                ? text
                : text.substring(0, text.offsetByCodePoints(0, SNIPPET_CHARS)) + " …";
    }

    private static String oneLine(String text) {
        return text.strip().replaceAll("[\\s\\p{Cc}]+", " ");
    }

    private String bold(String text) {
        return colours ? BOLD + text + PLAIN : text;
    }

    /** Highlights are HTML: what was found stands in em, the rest is escaped. */
    private String marked(String html) {
        return html.replace("<em>", colours ? BOLD : "")
                .replace("</em>", colours ? PLAIN : "")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&#x27;", "'")
                .replace("&#x2F;", "/")
                .replace("&amp;", "&");
    }
}
