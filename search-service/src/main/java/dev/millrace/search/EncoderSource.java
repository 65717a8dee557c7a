package dev.millrace.search;

import dev.millrace.encoder.Encoder;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An encoder that may still be opening, and may fail to. Closing the source closes the encoder only if it is its own. */
public final class EncoderSource implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EncoderSource.class);

    private final CompletableFuture<? extends Encoder> encoder;
    private final boolean own;

    private EncoderSource(CompletableFuture<? extends Encoder> encoder, boolean own) {
        this.encoder = encoder;
        this.own = own;
    }

    /** Opens an encoder in the background; it lives as long as this source. */
    public static EncoderSource opening(Supplier<? extends Encoder> open) {
        CompletableFuture<Encoder> encoder = new CompletableFuture<>();
        Thread.ofPlatform().name("encoder-opening").daemon().start(() -> complete(encoder, open));
        return new EncoderSource(encoder, true);
    }

    /** An encoder that others use too, and that they close. */
    public static EncoderSource shared(CompletableFuture<? extends Encoder> encoder) {
        return new EncoderSource(encoder, false);
    }

    /**
     * The encoder, waiting for it no longer than {@code wait}.
     *
     * @throws ExecutionException when it failed to open
     * @throws TimeoutException when it is not open yet
     */
    Encoder get(Duration wait) throws InterruptedException, ExecutionException, TimeoutException {
        return encoder.get(wait.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        boolean opened = own && !encoder.cancel(false) && !encoder.isCompletedExceptionally();
        if (opened) {
            encoder.join().close();
        }
    }

    private static void complete(CompletableFuture<Encoder> encoder, Supplier<? extends Encoder> open) {
        try {
            Encoder opened = open.get();
            if (!encoder.complete(opened)) {
                opened.close();
            }
        } catch (RuntimeException | LinkageError e) {
            LOG.error("the encoder can't be opened, so searches go by keyword alone until a restart", e);
            encoder.completeExceptionally(e);
        }
    }
}
