package dev.millrace.standalone;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** Held by the one process that runs a system on a data directory; gone with it, however it ends. */
final class DataLock implements AutoCloseable {

    private final FileChannel channel;

    private DataLock(FileChannel channel) {
        this.channel = channel;
    }

    static DataLock take(DataFolder folder) {
        try {
            Files.createDirectories(folder.logs());
            FileChannel channel = FileChannel.open(folder.lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (tryLock(channel) != null) {
                return new DataLock(channel);
            }
            channel.close();
        } catch (IOException e) {
            throw CommandFailure.failed("The data directory " + folder.path() + " can't be used (" + e
                    + "): repair it or choose another with --data");
        }
        throw CommandFailure.failed("The data directory " + folder.path() + " is in use by another Millrace that is"
                + " starting or ending: wait for it, or choose another with --data");
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
