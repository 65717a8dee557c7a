package dev.millrace.embed;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.millrace.core.kafka.ChunkEvents;
import dev.millrace.encoder.ModelId;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;
import org.rocksdb.Status;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Vectors of texts that were embedded before, on the local disk. Only a cache: where it is damaged, locked by another
 * process or on a full disk it is without effect for a while, and then begins anew. Safe for use by many threads.
 */
final class VectorCache implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(VectorCache.class);
    private static final Duration REST = Duration.ofMinutes(1);

    private final Path folder;
    private final long maxBytes;
    private final byte[] model;
    private final int dimension;
    private final InstantSource clock;
    private @Nullable VectorFiles files;
    private Instant nextTry = Instant.MIN;
    private boolean closed;
    private volatile long bytes;

    /**
     * @param folder for this cache alone
     * @param model whose vectors are wanted; those of others are not found
     */
    VectorCache(Path folder, long maxBytes, ModelId model, int dimension, InstantSource clock) {
        this.folder = folder;
        this.maxBytes = maxBytes;
        this.model = model.value().getBytes(UTF_8);
        this.dimension = dimension;
        this.clock = clock;
        open();
    }

    /** The vectors of those texts that have one here, bit by bit as they were put. */
    synchronized Map<String, float[]> find(List<String> texts) {
        VectorFiles source = open();
        if (source == null || texts.isEmpty()) {
            return Map.of();
        }
        try {
            List<Optional<byte[]>> values = source.get(keys(texts));
            Map<String, float[]> found = new HashMap<>();
            for (int i = 0; i < texts.size(); i++) {
                String text = texts.get(i);
                values.get(i).flatMap(this::vector).ifPresent(vector -> found.put(text, vector));
            }
            return found;
        } catch (RocksDBException e) {
            giveUp(e);
            return Map.of();
        }
    }

    /**
     * @param vectors one for each text
     */
    synchronized void put(List<String> texts, List<float[]> vectors) {
        VectorFiles target = open();
        if (target == null || texts.isEmpty()) {
            return;
        }
        try {
            target.put(
                    keys(texts), vectors.stream().map(ChunkEvents::vectorBytes).toList());
            bytes = target.bytes();
        } catch (RocksDBException e) {
            giveUp(e);
        }
    }

    /** Size on the disk; 0 while it can't be used. */
    long bytes() {
        return bytes;
    }

    @Override
    public synchronized void close() {
        closed = true;
        closeFiles();
    }

    private @Nullable VectorFiles open() {
        if (files == null && !closed && !clock.instant().isBefore(nextTry)) {
            try {
                files = openOrBeginAnew();
                bytes = files.bytes();
            } catch (IOException | RocksDBException | RuntimeException | LinkageError e) {
                giveUp(e);
            }
        }
        return files;
    }

    private VectorFiles openOrBeginAnew() throws IOException, RocksDBException {
        try {
            return new VectorFiles(folder, maxBytes);
        } catch (RocksDBException e) {
            VectorFiles.drop(folder); // refused where another process has it open
            LOG.warn("the vector cache in {} can't be read and begins anew: {}", folder, e.getMessage());
            return new VectorFiles(folder, maxBytes);
        }
    }

    /** The next try drops what is damaged; what holds on to a lock or a full disk may be gone by then. */
    private void giveUp(Throwable e) {
        LOG.warn(
                "the vector cache in {} is not used for {} s, all texts are embedded meanwhile: {}",
                folder,
                REST.toSeconds(),
                e.toString());
        nextTry = clock.instant().plus(REST);
        closeFiles();
        if (isDamage(e)) {
            drop();
        }
    }

    private static boolean isDamage(Throwable e) {
        return e instanceof RocksDBException failure
                && failure.getStatus() != null
                && failure.getStatus().getCode() == Status.Code.Corruption;
    }

    private void drop() {
        try {
            VectorFiles.drop(folder);
        } catch (RocksDBException e) {
            LOG.warn("the damaged vector cache in {} can't be deleted: {}", folder, e.getMessage());
        }
    }

    private void closeFiles() {
        if (files != null) {
            files.close();
            files = null;
        }
        bytes = 0;
    }

    private Optional<float[]> vector(byte[] value) {
        if (value.length != dimension * Float.BYTES) {
            return Optional.empty();
        }
        float[] vector = ChunkEvents.vector(ByteBuffer.wrap(value));
        for (float component : vector) {
            if (!Float.isFinite(component)) {
                return Optional.empty();
            }
        }
        return Optional.of(vector);
    }

    private List<byte[]> keys(List<String> texts) {
        List<byte[]> keys = new ArrayList<>(texts.size());
        for (String text : texts) {
            MessageDigest digest = sha256();
            digest.update(model);
            digest.update((byte) 0);
            keys.add(digest.digest(text.getBytes(UTF_8)));
        }
        return keys;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
