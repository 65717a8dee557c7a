package dev.millrace.encoder;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How the model is run.
 *
 * @param threads that share the batches of a call; each batch is the work of one
 * @param batchTokenBudget most tokens in a batch, padding included
 * @param nativeCacheDirectory where the tokenizer's native library is unpacked to, or null for {@code .djl.ai} in the
 *     home folder. It counts only for the first tokenizer opened in a JVM, and an environment variable
 *     {@code ENGINE_CACHE_DIR} overrides it. ONNX Runtime unpacks its own into
 *     {@code java.io.tmpdir}.
 * @param precision what the model is run in; vectors of different ones are of different models
 */
public record EncoderConfig(
        int threads, int batchTokenBudget, @Nullable Path nativeCacheDirectory, Precision precision) {
    /** Larger batches leave the caches and spend more on padding; in smaller ones short texts load all weights anew. */
    public static final int DEFAULT_BATCH_TOKEN_BUDGET = 512;

    public EncoderConfig {
        if (threads < 1) {
            throw new IllegalArgumentException("threads must be at least 1, but is " + threads + ".");
        }
        if (batchTokenBudget < MiniLmModel.MAX_TOKENS) {
            throw new IllegalArgumentException("batchTokenBudget must be at least " + MiniLmModel.MAX_TOKENS
                    + ", one whole text, but is " + batchTokenBudget + ".");
        }
    }

    /** In the precision that the model was published in. */
    public EncoderConfig(int threads, int batchTokenBudget, @Nullable Path nativeCacheDirectory) {
        this(threads, batchTokenBudget, nativeCacheDirectory, Precision.FLOAT32);
    }

    /** A thread for each processor, and the native library in the home folder. */
    public static EncoderConfig defaults() {
        return new EncoderConfig(Runtime.getRuntime().availableProcessors(), DEFAULT_BATCH_TOKEN_BUDGET, null);
    }

    /** The same, with another folder for the native library. */
    public EncoderConfig withNativeCacheDirectory(@Nullable Path directory) {
        return new EncoderConfig(threads, batchTokenBudget, directory, precision);
    }

    /** The same, in another precision. */
    public EncoderConfig withPrecision(Precision other) {
        return new EncoderConfig(threads, batchTokenBudget, nativeCacheDirectory, other);
    }
}
