package dev.millrace.encoder;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.millrace.encoder.BatchPlanner.Batch;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/** The graph of a cross-encoder in ONNX Runtime: batches of token pairs in, a score for each out. */
final class PairSession implements AutoCloseable {
    private final OrtEnvironment environment;
    private final OrtSession session;

    private PairSession(OrtEnvironment environment, OrtSession session) {
        this.environment = environment;
        this.session = session;
    }

    static PairSession open(Path model, int threads) {
        return ModelOpening.opened(() -> create(model, threads));
    }

    private static PairSession create(Path model, int threads) throws OrtException {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (OrtSession.SessionOptions options = ModelOpening.options(threads)) {
            return new PairSession(environment, environment.createSession(model.toString(), options));
        }
    }

    /** Puts the score of each pair of the batch to its place in {@code scores}. */
    void score(TokenPair[] pairs, Batch batch, float[] scores) {
        try (OnnxTensor ids = tensor(pairs, batch, TokenPair::ids);
                OnnxTensor types = tensor(pairs, batch, TokenPair::types);
                OnnxTensor mask = tensor(pairs, batch, pair -> ones(pair.ids().length));
                OrtSession.Result result = session.run(inputs(ids, types, mask))) {
            OnnxTensor logits = (OnnxTensor) result.get(0);
            put(logits.getFloatBuffer(), batch, scores);
        } catch (OrtException e) {
            throw new EncoderException(
                    "The cross-encoder failed on a batch of " + batch.texts().size() + " pairs: " + e.getMessage(), e);
        }
    }

    private OnnxTensor tensor(TokenPair[] pairs, Batch batch, Function<TokenPair, long[]> values) throws OrtException {
        LongBuffer buffer = LongBuffer.allocate(batch.paddedTokens());
        for (int row = 0; row < batch.texts().size(); row++) {
            buffer.put(row * batch.width(), values.apply(pairs[batch.texts().get(row)]));
        }
        return OnnxTensor.createTensor(
                environment, buffer, new long[] {batch.texts().size(), batch.width()});
    }

    private static long[] ones(int length) {
        long[] ones = new long[length];
        Arrays.fill(ones, 1L);
        return ones;
    }

    private Map<String, OnnxTensor> inputs(OnnxTensor ids, OnnxTensor types, OnnxTensor mask) {
        Map<String, OnnxTensor> inputs =
                new HashMap<>(Map.of("input_ids", ids, "token_type_ids", types, "attention_mask", mask));
        inputs.keySet().retainAll(session.getInputNames());
        return inputs;
    }

    /** A model has one number for a pair; or two, of which the last says that the passage answers. */
    private static void put(FloatBuffer logits, Batch batch, float[] scores) {
        int rows = batch.texts().size();
        int classes = logits.remaining() / rows;
        for (int row = 0; row < rows; row++) {
            float last = logits.get(row * classes + classes - 1);
            float score = classes == 1 ? last : last - logits.get(row * classes);
            if (!Float.isFinite(score)) {
                throw new EncoderException(
                        "The cross-encoder's score is not a number.",
                        batch.texts().get(row));
            }
            scores[batch.texts().get(row)] = score;
        }
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw new EncoderException("Could not close the cross-encoder: " + e.getMessage(), e);
        }
    }
}
