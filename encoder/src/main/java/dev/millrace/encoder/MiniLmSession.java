package dev.millrace.encoder;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.millrace.encoder.BatchPlanner.Batch;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** The model's graph in ONNX Runtime: batches of token ids in, vectors out. A batch runs on the caller's thread alone. */
final class MiniLmSession implements AutoCloseable {
    private static final double ROUNDING = 1e-3;

    private final OrtEnvironment environment;
    private final OrtSession session;

    private MiniLmSession(OrtEnvironment environment, OrtSession session) {
        this.environment = environment;
        this.session = session;
    }

    /** Begins to open the model; the weights must stay open until that has ended. */
    static CompletableFuture<MiniLmSession> begin(Weights weights, Precision precision) {
        return ModelOpening.begin(() -> create(weights, precision));
    }

    private static MiniLmSession create(Weights weights, Precision precision) throws OrtException {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (Arena arena = Arena.ofConfined();
                OrtSession.SessionOptions options = ModelOpening.options(1)) {
            ByteBuffer model = MiniLmGraph.write(OnnxWeights.of(weights.await()), precision, arena);
            return new MiniLmSession(environment, environment.createSession(model, options));
        }
    }

    /** Puts the vector of each text of the batch to its place in {@code vectors}. */
    void embed(int[][] sequences, Batch batch, float[][] vectors) {
        int texts = batch.texts().size();
        int[] ids = new int[batch.paddedTokens()];
        int[] lengths = new int[texts];
        float[] shares = new float[batch.paddedTokens()];
        for (int row = 0; row < texts; row++) {
            int[] sequence = sequences[batch.texts().get(row)];
            int begin = row * batch.width();
            System.arraycopy(sequence, 0, ids, begin, sequence.length);
            lengths[row] = sequence.length;
            Arrays.fill(shares, begin, begin + sequence.length, 1f / sequence.length);
        }
        try (OnnxTensor idTensor = tensor(IntBuffer.wrap(ids), texts, batch.width());
                OnnxTensor lengthTensor = tensor(IntBuffer.wrap(lengths), texts);
                OnnxTensor shareTensor = OnnxTensor.createTensor(
                        environment, FloatBuffer.wrap(shares), new long[] {texts, 1, batch.width()});
                OrtSession.Result result =
                        session.run(Map.of("input_ids", idTensor, "lengths", lengthTensor, "shares", shareTensor))) {
            put(((OnnxTensor) result.get(0)).getFloatBuffer(), batch, vectors);
        } catch (OrtException e) {
            throw new EncoderException("The model failed on a batch of " + texts + " texts: " + e.getMessage(), e);
        }
    }

    private OnnxTensor tensor(IntBuffer values, long... shape) throws OrtException {
        return OnnxTensor.createTensor(environment, values, shape);
    }

    /**
     * Puts each vector of the model's answer to its text's place.
     *
     * @throws EncoderException naming the text whose vector is no number or has no direction
     */
    static void put(FloatBuffer answer, Batch batch, float[][] vectors) {
        for (int text : batch.texts()) {
            float[] vector = new float[MiniLmModel.DIMENSION];
            answer.get(vector);
            double squares = 0;
            for (float component : vector) {
                squares += (double) component * component;
            }
            if (!(Math.abs(squares - 1) < ROUNDING)) {
                throw new EncoderException("The model's vector of text " + text + " has no direction.", text);
            }
            vectors[text] = vector;
        }
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
