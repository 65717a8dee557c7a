package dev.millrace.encoder;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;

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
        return finished(begin(open));
    }

    /** Begins to open, on a deep stack. */
    static <T> CompletableFuture<T> begin(Callable<T> open) {
        CompletableFuture<T> opening = new CompletableFuture<>();
        Thread.ofPlatform()
                .name("model-opening")
                .daemon()
                .stackSize(STACK_BYTES)
                .start(() -> {
                    try {
                        opening.complete(open.call());
                    } catch (Throwable e) { // told to whoever waits
                        opening.completeExceptionally(e);
                    }
                });
        return opening;
    }

    /** Waits for the end. Native code reads the weights to the end, and they are freed next: so an interrupt is kept for later. */
    static <T> T finished(CompletableFuture<T> opening) {
        try {
            return opening.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof EncoderException cause
                    ? cause
                    : new EncoderException("Could not load the model: " + e.getCause(), e);
        }
    }

    /** Waits for the end, and closes what was opened, if it was. */
    static <T> void closeOpened(CompletableFuture<T> opening, Consumer<T> close) {
        opening.handle((opened, failure) -> {
                    if (failure == null) {
                        close.accept(opened);
                    }
                    return failure == null;
                })
                .join();
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
}
