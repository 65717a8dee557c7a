package dev.millrace.evaluation.speed;

import dev.millrace.encoder.Tokenizer;
import dev.millrace.evaluation.beir.BeirCollection;
import dev.millrace.evaluation.beir.BeirDocument;
import java.util.ArrayList;
import java.util.List;

/**
 * Texts that are embedded, for an index to grow from.
 *
 * @param origin what they were cut from
 */
public record GrowthTexts(String origin, List<String> texts) {
    /** About as long as a chunk usually is. */
    private static final int USUAL_CHARS = 900;

    public GrowthTexts {
        texts = List.copyOf(texts);
    }

    /** Passages of this project's own documentation, of the lengths that chunks really have. */
    public static GrowthTexts ofProject(int count, Tokenizer tokenizer) {
        return new GrowthTexts(
                "this project's documentation", Prose.load(tokenizer).passages(LengthMix.REAL, count));
    }

    /** Whole sentences of a collection's documents, about as many as a chunk has; fewer texts where it has no more. */
    public static GrowthTexts of(BeirCollection collection, int most) {
        List<String> texts = new ArrayList<>();
        for (BeirDocument document : collection.documents()) {
            StringBuilder text = new StringBuilder();
            for (String sentence : sentences(document.content())) {
                text.append(text.isEmpty() ? "" : " ").append(sentence);
                if (text.length() >= USUAL_CHARS) {
                    texts.add(text.toString());
                    text.setLength(0);
                }
            }
            if (!text.toString().isBlank()) {
                texts.add(text.toString());
            }
        }
        return new GrowthTexts(collection.name(), texts.subList(0, Math.min(most, texts.size())));
    }

    static List<String> sentences(String text) {
        return List.of(text.strip().split("(?<=[.!?:;])\\s+", -1));
    }
}
