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
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** The model's graph in ONNX Runtime: batches of token ids in, vectors out. */
final class MiniLmSession implements AutoCloseable {
    private static final String INPUT_IDS = "input_ids";
    private static final String ATTENTION_MASK = "attention_mask";
    private static final String TOKEN_TYPE_IDS = "token_type_ids";

    /**
     * ONNX Runtime recurses, over the model's graph and over the command line of the process. On the usual stack of 1 MiB a
     * class path of 17 kB in it ends the whole process.
     */
    private static final long OPENING_STACK_BYTES = 64L << 20;

    private final OrtEnvironment environment;
    private final OrtSession session;

    private MiniLmSession(OrtEnvironment environment, OrtSession session) {
        this.environment = environment;
        this.session = session;
    }

    static MiniLmSession open(Weights weights, int intraOpThreads) {
        FutureTask<MiniLmSession> opening = new FutureTask<>(() -> create(weights, intraOpThreads));
        Thread.ofPlatform()
                .name("model-opening")
                .daemon()
                .stackSize(OPENING_STACK_BYTES)
                .start(opening);
        return finished(opening);
    }

    private static MiniLmSession create(Weights weights, int intraOpThreads) throws OrtException {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
            options.setIntraOpNumThreads(intraOpThreads);
            // Threads that wait for work by spinning would take the cores from Kafka, OpenSearch and the parsers.
            options.addConfigEntry("session.intra_op.allow_spinning", "0");
            return new MiniLmSession(environment, environment.createSession(weights.await(), options));
        }
    }

    /** Native code reads the weights to the end, and they are freed next: so an interrupt is kept for later. */
    private static MiniLmSession finished(FutureTask<MiniLmSession> opening) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return opening.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } catch (ExecutionException e) {
            throw new EncoderException("Could not load the model: " + e.getCause(), e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
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
