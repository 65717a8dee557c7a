package dev.millrace.encoder;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** Opens models in ONNX Runtime as suits a process that does other work too. */
final class ModelOpening {
    /**
     * ONNX Runtime recurses, over the model's graph and over the command line of the process. On the usual stack of 1 MiB a
     * class path of 17 kB in it ends the whole process.
     */
    private static final long STACK_BYTES = 64L << 20;

    private ModelOpening() {}

    /** What {@code open} gives, on a deep stack. */
    static <T> T opened(Callable<T> open) {
        FutureTask<T> opening = new FutureTask<>(open);
        Thread.ofPlatform()
                .name("model-opening")
                .daemon()
                .stackSize(STACK_BYTES)
                .start(opening);
        return finished(opening);
    }

    /** To be closed once the model is open. */
    static OrtSession.SessionOptions options(int intraOpThreads) throws OrtException {
        OrtSession.SessionOptions options = new OrtSession.SessionOptions();
        options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
        options.setIntraOpNumThreads(intraOpThreads);
        // Threads that wait for work by spinning would take the cores from Kafka, OpenSearch and the parsers.
        options.addConfigEntry("session.intra_op.allow_spinning", "0");
        return options;
    }

    /** Native code reads the weights to the end, and they are freed next: so an interrupt is kept for later. */
    private static <T> T finished(FutureTask<T> opening) {
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
}
