package dev.millrace.evaluation.speed;

import dev.millrace.encoder.MiniLmModel;
import dev.millrace.encoder.TokenizedText;
import dev.millrace.encoder.Tokenizer;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Passages of any length out of one English text, this project's own documentation; the same at each run. */
final class Prose {
    private static final String RESOURCE = "prose.txt";
    private static final int SEED = 5;

    private final String text;
    private final TokenizedText tokens;

    private Prose(String text, TokenizedText tokens) {
        this.text = text;
        this.tokens = tokens;
    }

    static Prose load(Tokenizer tokenizer) {
        String text = text();
        return new Prose(text, tokenizer.tokenize(text));
    }

    /** The whole of it, one paragraph a line. */
    static String text() {
        try (InputStream in = Prose.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new FileNotFoundException("The class path lacks " + RESOURCE + ": build anew.");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Passages that begin with a word, of the lengths of the mix or a few tokens longer where a word ends later. */
    List<String> passages(LengthMix mix, int count) {
        Random random = new Random(SEED);
        return IntStream.range(0, count)
                .mapToObj(i -> passage(mix.length(random) - MiniLmModel.SPECIAL_TOKENS, random))
                .toList();
    }

    private String passage(int length, Random random) {
        int first = wordStart(random.nextInt(tokens.size() - 2 * MiniLmModel.MAX_TOKENS));
        int next = wordStart(first + length);
        return text.substring(tokens.start(first), tokens.end(next - 1));
    }

    private int wordStart(int from) {
        int token = from;
        while (!tokens.startsWord(token)) {
            token++;
        }
        return token;
    }
}
