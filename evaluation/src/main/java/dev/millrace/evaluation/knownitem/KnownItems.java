package dev.millrace.evaluation.knownitem;

import dev.millrace.evaluation.beir.BeirQuery;
import dev.millrace.evaluation.metric.Judgements;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    private final int documents;

    private KnownItems(int documents) {
        this.documents = documents;
    }

    /**
     * Takes one sentence of each document that has a fit one in its passages, at most {@code count} in all.
     *
     * @param passages one or several of each document
     */
    public static KnownItems of(List<IndexedPassage> passages, int count) {
        Map<String, List<IndexedPassage>> byDocument = new LinkedHashMap<>();
        Map<String, Map<String, Integer>> everywhere = new HashMap<>();
        for (IndexedPassage passage : passages) {
            byDocument
                    .computeIfAbsent(passage.documentId(), same -> new ArrayList<>())
                    .add(passage);
            Sentences.all(passage.text())
                    .forEach(sentence -> everywhere
                            .computeIfAbsent(sentence, same -> new HashMap<>())
                            .put(passage.documentId(), 1));
        }
        KnownItems items = new KnownItems(byDocument.size());
        Random random = new Random(SEED);
        List<List<IndexedPassage>> shuffled = new ArrayList<>(byDocument.values());
        Collections.shuffle(shuffled, random);
        for (List<IndexedPassage> document : shuffled) {
            if (items.size() < count) {
                sentence(document, random).ifPresent(chosen -> {
                    // A copy of the document is as good an answer as the document.
                    items.documentsOf.put(chosen, everywhere.getOrDefault(chosen, Map.of()));
                });
            }
        }
        return items;
    }

    private static Optional<String> sentence(List<IndexedPassage> document, Random random) {
        return document.stream()
                .map(passage -> Sentences.of(passage.text()))
                .filter(sentences -> !sentences.isEmpty())
                .findFirst()
                .map(sentences -> sentences.get(random.nextInt(sentences.size())));
    }

    /** How many documents sentences were looked for in. */
    public int documents() {
        return documents;
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
