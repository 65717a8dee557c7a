package dev.millrace.evaluation.knownitem;

import dev.millrace.evaluation.beir.BeirQuery;
import dev.millrace.evaluation.metric.Judgements;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;

/**
 * Sentences whose documents are known. Asked as they stand they show whether search works at all, and favour keywords;
 * with words dropped and shuffled they are nearer to what people remember of a text.
 */
public final class KnownItems {

    /** The same index gets the same questions. */
    private static final long SEED = 42;

    private static final double KEPT_WORDS = 0.6;

    private final Map<String, Map<String, Integer>> documentsOf = new LinkedHashMap<>();

    private KnownItems() {}

    /**
     * Takes one sentence of each passage that has a fit one, at most {@code count} in all.
     *
     * @param passages of different documents
     */
    public static KnownItems of(List<IndexedPassage> passages, int count) {
        KnownItems items = new KnownItems();
        Map<String, Map<String, Integer>> everywhere = new HashMap<>();
        Random random = new Random(SEED);
        List<IndexedPassage> shuffled = new ArrayList<>(passages);
        Collections.shuffle(shuffled, random);
        for (IndexedPassage passage : shuffled) {
            List<String> sentences = Sentences.of(passage.text());
            sentences.forEach(sentence -> everywhere
                    .computeIfAbsent(sentence, same -> new HashMap<>())
                    .put(passage.documentId(), 1));
            if (!sentences.isEmpty() && items.documentsOf.size() < count) {
                String chosen = sentences.get(random.nextInt(sentences.size()));
                items.documentsOf.put(chosen, Map.of(passage.documentId(), 1));
            }
        }
        // A copy of the document is as good an answer as the document.
        items.documentsOf.replaceAll((sentence, itself) -> everywhere.getOrDefault(sentence, itself));
        return items;
    }

    public int size() {
        return documentsOf.size();
    }

    /** The sentences as they stand. */
    public List<BeirQuery> verbatim() {
        return questions(UnaryOperator.identity());
    }

    /** The sentences with two fifths of their words dropped, and the others shuffled. */
    public List<BeirQuery> paraphrased() {
        Random random = new Random(SEED);
        return questions(sentence -> {
            List<String> words = new ArrayList<>(List.of(sentence.split("\\s+", -1)));
            Collections.shuffle(words, random);
            return String.join(" ", words.subList(0, (int) Math.ceil(words.size() * KEPT_WORDS)));
        });
    }

    private List<BeirQuery> questions(UnaryOperator<String> change) {
        List<BeirQuery> questions = new ArrayList<>();
        documentsOf.forEach((sentence, documents) -> questions.add(
                new BeirQuery("item-" + (questions.size() + 1), change.apply(sentence), new Judgements(documents))));
        return questions;
    }
}
