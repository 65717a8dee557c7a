package dev.millrace.embedded;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One node's folder in the data directory, held by this JVM alone until it is closed. */
final class DataDirectory implements AutoCloseable {

    /** Below this, the nodes would soon refuse writes, or damage what they hold. */
    private static final long NEEDED_BYTES = 1L << 30;

    private final Path folder;
    private final FileChannel lock;

    private DataDirectory(Path folder, FileChannel lock) {
        this.folder = folder;
        this.lock = lock;
    }

    /** Takes the folder, or says in one sentence why it cannot be used. */
    static DataDirectory open(NodeKind kind, Path dataDirectory, String version) throws InterruptedException {
        try {
            Path folder = Files.createDirectories(dataDirectory.resolve(kind.fileName()));
            if (!Files.isWritable(folder) || !Files.isWritable(dataDirectory)) {
                throw new EmbeddedStackException(StartFailure.notWritable(dataDirectory));
            }
            requireSpace(folder);
            DataDirectory directory = new DataDirectory(folder, lock(dataDirectory, kind));
            directory.checkOrClose(kind, dataDirectory, new DataFormat(DataFormat.CURRENT_LAYOUT, version));
            return directory;
        } catch (IOException e) {
            throw new EmbeddedStackException(StartFailure.of(dataDirectory, e), e);
        }
    }

    Path folder() {
        return folder;
    }

    /** Remembers the process that now works on the folder, for whoever comes after a crash of this JVM. */
    void owned(ProcessHandle process) throws IOException {
        LeftoverProcess.remember(folder, process);
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw new EmbeddedStackException("The lock of " + folder + " could not be released: " + e.getMessage(), e);
        }
    }

    private void checkOrClose(NodeKind kind, Path dataDirectory, DataFormat mine)
            throws IOException, InterruptedException {
        boolean usable = false;
        try {
            LeftoverProcess.end(folder);
            requireReadable(kind, dataDirectory, mine);
            new FormatFile(dataDirectory).write(kind, mine);
            usable = true;
        } finally {
            if (!usable) {
                close();
            }
        }
    }

    private void requireReadable(NodeKind kind, Path dataDirectory, DataFormat mine) throws IOException {
        Optional<DataFormat> found = new FormatFile(dataDirectory).read(kind);
        if (found.isEmpty() && isEmpty()) {
            return;
        }
        // Data without a format is from before there was one.
        DataFormat.Verdict verdict = found.map(format -> format.readBy(mine)).orElse(DataFormat.Verdict.TOO_OLD);
        switch (verdict) {
            case USABLE -> {}
            case TOO_OLD -> throw new EmbeddedStackException(StartFailure.tooOld(kind, dataDirectory, found));
            case TOO_NEW -> throw new EmbeddedStackException(StartFailure.tooNew(kind, dataDirectory, found));
        }
    }

    private boolean isEmpty() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.findAny().isEmpty();
        }
    }

    private static void requireSpace(Path folder) throws IOException {
        long free = Files.getFileStore(folder).getUsableSpace();
        if (free < NEEDED_BYTES) {
            throw new EmbeddedStackException(StartFailure.diskFull(folder, free, NEEDED_BYTES));
        }
    }

    private static FileChannel lock(Path dataDirectory, NodeKind kind) throws IOException {
        Path file = dataDirectory.resolve(kind.fileName() + ".lock");
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        if (tryLock(channel) == null) {
            channel.close();
            throw new EmbeddedStackException(StartFailure.inUse(dataDirectory, Files.readString(file)));
        }
        channel.truncate(0);
        String owner = Long.toString(ProcessHandle.current().pid());
        channel.write(ByteBuffer.wrap(owner.getBytes(StandardCharsets.US_ASCII)));
        return channel;
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }
}
