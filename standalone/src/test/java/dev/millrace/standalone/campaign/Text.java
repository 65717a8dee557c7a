package dev.millrace.standalone.campaign;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Paragraphs of invented words, and what people do to them. */
public record Text(List<String> paragraphs) {

    private static final String[] SYLLABLES = {
        "ba", "cor", "dal", "en", "fir", "gu", "hol", "im", "jas", "ker", "lun", "mo", "nar", "ost", "pel", "qui",
        "ros", "sta", "tur", "ul", "vin", "wex", "yar", "zo"
    };
    private static final int BRIEF_WORDS = 7;
    private static final int LEAST_WORDS = 12;
    private static final int MOST_WORDS = 40;
    private static final int MOST_SYLLABLES = 4;

    public Text {
        paragraphs = List.copyOf(paragraphs);
    }

    static Text random(RandomGenerator random, int paragraphs) {
        return new Text(
                Stream.generate(() -> paragraph(random)).limit(paragraphs).toList());
    }

    /** A few words, which make one chunk. */
    static Text brief(RandomGenerator random) {
        return new Text(List.of(sentence(random, BRIEF_WORDS)));
    }

    /** One paragraph is another. */
    Text edited(RandomGenerator random) {
        List<String> edited = new ArrayList<>(paragraphs);
        edited.set(random.nextInt(edited.size()), paragraph(random));
        return new Text(edited);
    }

    /** The second half is gone; a single paragraph is another instead. */
    Text shrunk(RandomGenerator random) {
        return paragraphs.size() == 1 ? edited(random) : new Text(paragraphs.subList(0, paragraphs.size() / 2));
    }

    /** New paragraphs stand before, and one that was there is said again at the end. */
    Text grown(RandomGenerator random, int by) {
        List<String> grown = new ArrayList<>(random(random, by).paragraphs);
        grown.addAll(paragraphs);
        grown.add(paragraphs.getFirst());
        return new Text(grown);
    }

    String written() {
        return String.join("\n\n", paragraphs);
    }

    byte[] bytes() {
        return (written() + "\n").getBytes(UTF_8);
    }

    private static String paragraph(RandomGenerator random) {
        return sentence(random, random.nextInt(LEAST_WORDS, MOST_WORDS));
    }

    private static String sentence(RandomGenerator random, int words) {
        return Stream.generate(() -> word(random)).limit(words).collect(Collectors.joining(" ", "", "."));
    }

    private static String word(RandomGenerator random) {
        return Stream.generate(() -> SYLLABLES[random.nextInt(SYLLABLES.length)])
                .limit(random.nextInt(1, MOST_SYLLABLES))
                .collect(Collectors.joining());
    }
}
