package dev.millrace.evaluation.knownitem;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The sentences of a passage that can serve as questions. */
final class Sentences {

    private static final int FEWEST_WORDS = 6;
    private static final int MOST_WORDS = 40;
    private static final int MOST_CHARS = 400;

    private Sentences() {}

    /** Whole ones of a usable length, in order; the first and the last only where nothing else is left: they may be cut. */
    static List<String> of(String text) {
        List<String> all = split(text);
        List<String> inner = all.size() > 2 ? usable(all.subList(1, all.size() - 1)) : List.of();
        return inner.isEmpty() ? usable(all) : inner;
    }

    /** All of a usable length, the first and the last too. */
    static List<String> all(String text) {
        return usable(split(text));
    }

    private static List<String> split(String text) {
        BreakIterator boundaries = BreakIterator.getSentenceInstance(Locale.ROOT);
        List<String> sentences = new ArrayList<>();
        for (String line : text.split("\\R\\s*\\R", -1)) {
            boundaries.setText(line);
            int start = boundaries.first();
            for (int end = boundaries.next(); end != BreakIterator.DONE; end = boundaries.next()) {
                sentences.add(line.substring(start, end).strip().replaceAll("\\s+", " "));
                start = end;
            }
        }
        return sentences;
    }

    private static List<String> usable(List<String> sentences) {
        return sentences.stream().filter(Sentences::isUsable).toList();
    }

    /** Rows of numbers and endless lines are nothing that anybody would ask. */
    private static boolean isUsable(String sentence) {
        int words = sentence.split(" ", -1).length;
        long letters = sentence.chars().filter(Character::isLetter).count();
        return words >= FEWEST_WORDS
                && words <= MOST_WORDS
                && sentence.length() <= MOST_CHARS
                && letters * 2 > sentence.length();
    }
}
