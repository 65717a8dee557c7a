package dev.millrace.embed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.CompactionOptionsFIFO;
import org.rocksdb.CompactionStyle;
import org.rocksdb.CompressionType;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/**
 * Keys and values in RocksDB, the oldest files of which go when all are larger than they may be. What was written
 * survives the death of the process, not that of the machine; every block is read with its checksum. Not thread-safe.
 */
final class VectorFiles implements AutoCloseable {

    private static final long LEAST_BUFFER_BYTES = 64 * 1024;
    private static final long LARGEST_BUFFER_BYTES = 8 * 1024 * 1024;
    /** The cache goes in steps of a file, which is a buffer written down. */
    private static final int FILES = 64;

    private static final int BUFFERS = 2;
    private static final long BLOCK_CACHE_BYTES = 4 * 1024 * 1024;
    private static final int BLOCK_BYTES = 16 * 1024;
    private static final int FILTER_BITS = 10;
    private static final long LOG_FILE_BYTES = 64 * 1024;
    private static final int LOG_FILES = 2;

    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final WriteOptions write;
    private final RocksDB db;

    /** Opens what is in the folder, or begins anew there. Another process must not have it open. */
    VectorFiles(Path folder, long maxBytes) throws IOException, RocksDBException {
        RocksDB.loadLibrary();
        Files.createDirectories(folder);
        boolean opened = false;
        try {
            this.write = register(new WriteOptions());
            this.db = register(RocksDB.open(options(maxBytes), folder.toString()));
            opened = true;
        } finally {
            if (!opened) {
                close();
            }
        }
    }

    /** Deletes what the cache has written in a folder, and nothing else there; fails while a process has it open. */
    static void drop(Path folder) throws RocksDBException {
        RocksDB.loadLibrary();
        try (Options options = new Options()) {
            RocksDB.destroyDB(folder.toString(), options);
        }
    }

    /** The value of each key, empty where there is none. */
    List<Optional<byte[]>> get(List<byte[]> keys) throws RocksDBException {
        return db.multiGetAsList(keys).stream().map(Optional::ofNullable).toList();
    }

    void put(List<byte[]> keys, List<byte[]> values) throws RocksDBException {
        try (WriteBatch batch = new WriteBatch()) {
            for (int i = 0; i < keys.size(); i++) {
                batch.put(keys.get(i), values.get(i));
            }
            db.write(write, batch);
        }
    }

    long bytes() throws RocksDBException {
        return db.getLongProperty("rocksdb.total-sst-files-size")
                + db.getLongProperty("rocksdb.cur-size-all-mem-tables");
    }

    @Override
    public void close() {
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (Exception e) {
                throw new IllegalStateException("RocksDB can't be closed", e);
            }
        }
    }

    private Options options(long maxBytes) {
        long buffer = Math.clamp(maxBytes / FILES, LEAST_BUFFER_BYTES, LARGEST_BUFFER_BYTES);
        BlockBasedTableConfig tables = new BlockBasedTableConfig()
                .setBlockCache(register(new LRUCache(BLOCK_CACHE_BYTES)))
                .setBlockSize(BLOCK_BYTES)
                .setFilterPolicy(register(new BloomFilter(FILTER_BITS)));
        CompactionOptionsFIFO fifo = register(new CompactionOptionsFIFO())
                .setMaxTableFilesSize(Math.max(buffer, maxBytes - BUFFERS * buffer))
                .setAllowCompaction(true);
        return register(new Options())
                .setCreateIfMissing(true)
                .setCompactionStyle(CompactionStyle.FIFO)
                .setCompactionOptionsFIFO(fifo)
                .setTableFormatConfig(tables)
                .setCompressionType(CompressionType.NO_COMPRESSION)
                .setWriteBufferSize(buffer)
                .setMaxWriteBufferNumber(BUFFERS)
                .setStatsDumpPeriodSec(0)
                .setInfoLogLevel(InfoLogLevel.WARN_LEVEL)
                .setMaxLogFileSize(LOG_FILE_BYTES)
                .setKeepLogFileNum(LOG_FILES);
    }

    private <T extends AutoCloseable> T register(T resource) {
        open.push(resource);
        return resource;
    }
}
