package dev.millrace.encoder;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The same vectors by another way: its own reading of the vocabulary (plain ASCII text only), one text at a time, no
 * padding, no graph optimisation, and the arithmetic of the model's card spelled out.
 */
final class ReferencePath implements AutoCloseable {
    private final Map<String, Integer> vocabulary = new TreeMap<>();
    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private final OrtSession session;

    ReferencePath() throws IOException, OrtException {
        try (Reader json = new InputStreamReader(MiniLmModel.open(MiniLmModel.TOKENIZER), StandardCharsets.UTF_8)) {
            Map<String, JsonElement> entries = JsonParser.parseReader(json)
                    .getAsJsonObject()
                    .getAsJsonObject("model")
                    .getAsJsonObject("vocab")
                    .asMap();
            entries.forEach((token, id) -> vocabulary.put(token, id.getAsInt()));
        }
        try (var weights = MiniLmModel.open(MiniLmModel.WEIGHTS);
                OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.NO_OPT);
            session = environment.createSession(weights.readAllBytes(), options);
        }
    }

    /** The vector of the text's first {@code maxTokens} tokens, special ones included. */
    double[] embed(String text, int maxTokens) throws OrtException {
        List<Integer> ids = wordPieces(text);
        ids = new ArrayList<>(ids.subList(0, Math.min(ids.size(), maxTokens - 2)));
        ids.addFirst(101);
        ids.addLast(102);
        long[][] input = {ids.stream().mapToLong(Integer::longValue).toArray()};
        long[][] ones = {new long[ids.size()]};
        Arrays.fill(ones[0], 1);
        try (OnnxTensor idTensor = OnnxTensor.createTensor(environment, input);
                OnnxTensor mask = OnnxTensor.createTensor(environment, ones);
                OnnxTensor types = OnnxTensor.createTensor(environment, new long[1][ids.size()]);
                OrtSession.Result result =
                        session.run(Map.of("input_ids", idTensor, "attention_mask", mask, "token_type_ids", types))) {
            return unitMean(((float[][][]) result.get(0).getValue())[0]);
        }
    }

    private static double[] unitMean(float[][] tokens) {
        double[] mean = new double[tokens[0].length];
        for (float[] token : tokens) {
            for (int i = 0; i < mean.length; i++) {
                mean[i] += token[i] / tokens.length;
            }
        }
        double norm = Math.sqrt(Arrays.stream(mean).map(x -> x * x).sum());
        return Arrays.stream(mean).map(x -> x / norm).toArray();
    }

    private List<Integer> wordPieces(String asciiText) {
        List<Integer> ids = new ArrayList<>();
        for (String word : asciiText.toLowerCase(Locale.ROOT).split("\\s+|(?=\\p{Punct})|(?<=\\p{Punct})")) {
            int from = 0;
            while (from < word.length()) {
                int end = word.length();
                while (!vocabulary.containsKey(piece(word, from, end))) {
                    end--;
                }
                ids.add(vocabulary.get(piece(word, from, end)));
                from = end;
            }
        }
        return ids;
    }

    private static String piece(String word, int from, int end) {
        return (from == 0 ? "" : "##") + word.substring(from, end);
    }

    @Override
    public void close() throws OrtException {
        session.close();
    }
}
