package dev.millrace.encoder;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.millrace.encoder.BatchPlanner.Batch;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** The model's graph in ONNX Runtime: batches of token ids in, vectors out. */
final class MiniLmSession implements AutoCloseable {
    private static final String INPUT_IDS = "input_ids";
    private static final String ATTENTION_MASK = "attention_mask";
    private static final String TOKEN_TYPE_IDS = "token_type_ids";

    private final OrtEnvironment environment;
    private final OrtSession session;

    private MiniLmSession(OrtEnvironment environment, OrtSession session) {
        this.environment = environment;
        this.session = session;
    }

    static MiniLmSession open(Weights weights, int intraOpThreads) {
        return ModelOpening.opened(() -> create(weights, intraOpThreads));
    }

    private static MiniLmSession create(Weights weights, int intraOpThreads) throws OrtException {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (OrtSession.SessionOptions options = ModelOpening.options(intraOpThreads)) {
            return new MiniLmSession(environment, environment.createSession(weights.await(), options));
        }
    }

    /** Puts the vector of each text of the batch to its place in {@code vectors}. */
    void embed(int[][] sequences, Batch batch, float[][] vectors) {
        long[] shape = {batch.texts().size(), batch.width()};
        try (OnnxTensor ids = OnnxTensor.createTensor(environment, ids(sequences, batch), shape);
                OnnxTensor mask = OnnxTensor.createTensor(environment, mask(sequences, batch), shape);
                OnnxTensor types =
                        OnnxTensor.createTensor(environment, LongBuffer.allocate(batch.paddedTokens()), shape);
                OrtSession.Result result = session.run(inputs(ids, mask, types))) {
            OnnxTensor hidden = (OnnxTensor) result.get(0);
            Pooling.pool(hidden.getFloatBuffer(), hidden.getInfo().getShape(), sequences, batch, vectors);
        } catch (OrtException e) {
            throw new EncoderException(
                    "The model failed on a batch of " + batch.texts().size() + " texts: " + e.getMessage(), e);
        }
    }

    private Map<String, OnnxTensor> inputs(OnnxTensor ids, OnnxTensor mask, OnnxTensor types) {
        Map<String, OnnxTensor> inputs = new HashMap<>(Map.of(INPUT_IDS, ids, ATTENTION_MASK, mask));
        if (session.getInputNames().contains(TOKEN_TYPE_IDS)) {
            inputs.put(TOKEN_TYPE_IDS, types);
        }
        return inputs;
    }

    private static LongBuffer ids(int[][] sequences, Batch batch) {
        LongBuffer ids = LongBuffer.allocate(batch.paddedTokens());
        for (int row = 0; row < batch.texts().size(); row++) {
            int[] sequence = sequences[batch.texts().get(row)];
            for (int i = 0; i < sequence.length; i++) {
                ids.put(row * batch.width() + i, sequence[i]);
            }
        }
        return ids;
    }

    private static LongBuffer mask(int[][] sequences, Batch batch) {
        long[] mask = new long[batch.paddedTokens()];
        for (int row = 0; row < batch.texts().size(); row++) {
            int begin = row * batch.width();
            Arrays.fill(mask, begin, begin + sequences[batch.texts().get(row)].length, 1L);
        }
        return LongBuffer.wrap(mask);
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw new EncoderException("Could not close the model: " + e.getMessage(), e);
        }
    }
}
