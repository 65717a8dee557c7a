package dev.millrace.ingest.source.bucket;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A folder of this process alone, for copies of objects too large for memory. */
public final class Spool {

    private static final Logger LOG = LoggerFactory.getLogger(Spool.class);
    private static final String SUFFIX = ".spool";

    private final Path folder;

    private Spool(Path folder) {
        this.folder = folder;
    }

    /** Makes the folder, and removes what a killed process left in it. */
    public static Spool open(Path folder) throws IOException {
        Files.createDirectories(folder);
        try (DirectoryStream<Path> left = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
            for (Path file : left) {
                Files.deleteIfExists(file);
                LOG.info("removed left-over path={}", file);
            }
        }
        return new Spool(folder);
    }

    /** A new empty file of a random name, for its owner only. */
    Path newFile() throws IOException {
        Files.createDirectories(folder);
        return Files.createTempFile(folder, "object-", SUFFIX);
    }
}
