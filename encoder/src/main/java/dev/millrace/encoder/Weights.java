package dev.millrace.encoder;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * The model's weights in memory outside the heap, read in the background: only the session's construction needs them, so
 * they are given back with the end of the opening.
 */
final class Weights implements AutoCloseable {
    private final Arena arena = Arena.ofShared();
    private final CompletableFuture<ByteBuffer> bytes = CompletableFuture.supplyAsync(this::read);

    private Weights() {}

    /** Begins to read. */
    static Weights load() {
        return new Weights();
    }

    /** Waits for the last byte. What is returned must not be used after this is closed. */
    ByteBuffer await() {
        try {
            return bytes.join();
        } catch (CompletionException e) {
            throw new EncoderException("Could not read the weights: " + e.getMessage(), e);
        }
    }

    private ByteBuffer read() {
        ByteBuffer buffer = arena.allocate(MiniLmModel.WEIGHTS_BYTES).asByteBuffer();
        try (InputStream in = MiniLmModel.open(MiniLmModel.WEIGHTS);
                ReadableByteChannel channel = Channels.newChannel(in)) {
            while (buffer.hasRemaining()) {
                if (channel.read(buffer) < 0) {
                    throw new EOFException(MiniLmModel.WEIGHTS + " ends after " + buffer.position() + " bytes, not "
                            + buffer.capacity() + ": it is of another version of its artifact.");
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return buffer.flip();
    }

    /** May be closed again. */
    @Override
    public void close() {
        bytes.handle((read, failure) -> failure == null).join();
        if (arena.scope().isAlive()) {
            arena.close();
        }
    }
}
