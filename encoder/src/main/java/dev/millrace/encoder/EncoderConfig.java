package dev.millrace.encoder;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How the model is run.
 *
 * @param intraOpThreads threads that share the work of one batch
 * @param batchTokenBudget most tokens in a batch, padding included
 * @param nativeCacheDirectory where the tokenizer's native library is unpacked to, or null for {@code .djl.ai} in the
 *     home folder. It counts only for the first tokenizer opened in a JVM, and an environment variable
 *     {@code ENGINE_CACHE_DIR} overrides it. ONNX Runtime unpacks its own into
 *     {@code java.io.tmpdir}.
 */
public record EncoderConfig(
        int intraOpThreads, int batchTokenBudget, @Nullable Path nativeCacheDirectory) {
    /** Of 2048 to 16384 the fastest on two cores: larger batches spend more on padding and leave the caches. */
    public static final int DEFAULT_BATCH_TOKEN_BUDGET = 2048;

    public EncoderConfig {
        if (intraOpThreads < 1) {
            throw new IllegalArgumentException("intraOpThreads must be at least 1, but is " + intraOpThreads + ".");
        }
        if (batchTokenBudget < MiniLmModel.MAX_TOKENS) {
            throw new IllegalArgumentException("batchTokenBudget must be at least " + MiniLmModel.MAX_TOKENS
                    + ", one whole text, but is " + batchTokenBudget + ".");
        }
    }

    /** A thread for each processor, and the native library in the home folder. */
    public static EncoderConfig defaults() {
        return new EncoderConfig(Runtime.getRuntime().availableProcessors(), DEFAULT_BATCH_TOKEN_BUDGET, null);
    }

    /** The same, with another folder for the native library. */
    public EncoderConfig withNativeCacheDirectory(@Nullable Path directory) {
        return new EncoderConfig(intraOpThreads, batchTokenBudget, directory);
    }
}
