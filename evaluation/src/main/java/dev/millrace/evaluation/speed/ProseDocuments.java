package dev.millrace.evaluation.speed;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Text files of any number of paragraphs out of this project's own documentation, each with words of its own by which it is
 * found. No two have a paragraph in common; the same at each run.
 */
public final class ProseDocuments {
    private static final int PARAGRAPH_WORDS = 90;
    private static final int WORD_LETTERS = 6;
    private static final int LETTERS = 26;
    private static final String BREAK = "\n\n";

    private final List<String> words;
    private final Random random;
    private int made;

    private ProseDocuments(List<String> words, Random random) {
        this.words = words;
        this.random = random;
    }

    /** The same of the same seed. */
    public static ProseDocuments ofSeed(long seed) {
        return new ProseDocuments(List.of(Prose.text().split("\\s+")), new Random(seed));
    }

    /** A word that no text has, and that no stemmer shortens. */
    public String uniqueWord() {
        StringBuilder letters = new StringBuilder();
        int rest = made++;
        for (int i = 0; i < WORD_LETTERS; i++) {
            letters.append((char) ('a' + rest % LETTERS));
            rest /= LETTERS;
        }
        return "zq" + letters.reverse() + "x";
    }

    /** A document that has the word in its first paragraph. */
    public String document(String word, int paragraphs) {
        return IntStream.range(0, paragraphs)
                .mapToObj(i -> paragraph(i == 0 ? word : uniqueWord()))
                .collect(Collectors.joining(BREAK, "", "\n"));
    }

    /** The document with the word in its middle paragraph. */
    public static String edited(String document, String word) {
        List<String> paragraphs = new ArrayList<>(List.of(document.split(BREAK)));
        int middle = paragraphs.size() / 2;
        paragraphs.set(middle, "About " + word + ": " + paragraphs.get(middle));
        return String.join(BREAK, paragraphs);
    }

    private String paragraph(String word) {
        int from = random.nextInt(words.size() - PARAGRAPH_WORDS);
        List<String> passage = words.subList(from, from + PARAGRAPH_WORDS);
        return "On " + word + ": " + String.join(" ", passage);
    }
}
