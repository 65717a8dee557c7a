package dev.millrace.search;

import dev.millrace.encoder.Encoder;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An encoder that may still be opening, and may fail to. Closing the source closes the encoder only if it is its own. */
public final class EncoderSource implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EncoderSource.class);

    private final CompletableFuture<? extends Encoder> encoder;
    /** Null where the encoder is others'. */
    private final @Nullable Thread opening;

    private EncoderSource(CompletableFuture<? extends Encoder> encoder, @Nullable Thread opening) {
        this.encoder = encoder;
        this.opening = opening;
    }

    /** Opens an encoder in the background; it lives as long as this source. */
    public static EncoderSource opening(Callable<? extends Encoder> open) {
        CompletableFuture<Encoder> encoder = new CompletableFuture<>();
        Thread thread = Thread.ofPlatform().name("encoder-opening").daemon().start(() -> complete(encoder, open));
        return new EncoderSource(encoder, thread);
    }

    /** An encoder that others use too, and that they close. */
    public static EncoderSource shared(CompletableFuture<? extends Encoder> encoder) {
        return new EncoderSource(encoder, null);
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
        if (opening == null) {
            return;
        }
        if (encoder.cancel(false)) {
            opening.interrupt();
        } else if (!encoder.isCompletedExceptionally()) {
            encoder.join().close();
        }
    }

    private static void complete(CompletableFuture<Encoder> encoder, Callable<? extends Encoder> open) {
        try {
            Encoder opened = open.call();
            if (!encoder.complete(opened)) {
                opened.close();
            }
        } catch (InterruptedException e) {
            encoder.completeExceptionally(e); // nobody wants it any more
        } catch (Exception | LinkageError e) {
            LOG.error("the encoder can't be opened, so searches go by keyword alone until a restart", e);
            encoder.completeExceptionally(e);
        }
    }
}
