package dev.millrace.evaluation.speed;

import dev.millrace.encoder.MiniLmModel;
import dev.millrace.encoder.Tokenizer;
import java.util.ArrayList;
import java.util.List;

/**
 * Texts to embed, in calls of as many as embed-service takes at once.
 *
 * @param tokens of each text of each call, special ones included
 */
record Texts(String mix, List<List<String>> calls, List<List<Integer>> tokens) {
    private static final int CALL_TEXTS = 64;
    private static final int CALLS = 4;

    static Texts of(LengthMix mix, Prose prose, Tokenizer tokenizer) {
        List<String> passages = prose.passages(mix, CALLS * CALL_TEXTS);
        List<List<String>> calls = new ArrayList<>();
        List<List<Integer>> tokens = new ArrayList<>();
        for (int from = 0; from < passages.size(); from += CALL_TEXTS) {
            List<String> call = passages.subList(from, from + CALL_TEXTS);
            calls.add(call);
            tokens.add(call.stream()
                    .map(text -> tokenizer.tokenize(text).size() + MiniLmModel.SPECIAL_TOKENS)
                    .toList());
        }
        return new Texts(mix.written(), calls, tokens);
    }
}
