package dev.millrace.ingest.source.folder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.concurrent.TimeUnit;

/**
 * The state of a file without its bytes. Two equal states mean: the same bytes, there is nothing to read.
 *
 * @param modified when the bytes were last written
 * @param changed when bytes, name or permissions last changed, where the file system tells; else as {@code modified}
 */
public record FileVersion(long size, FileTime modified, FileTime changed) {

    /**
     * Looks at a file.
     *
     * @throws java.nio.file.NoSuchFileException when it is gone
     */
    public static FileVersion of(Path file) throws IOException {
        BasicFileAttributes attributes =
                Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        return new FileVersion(attributes.size(), attributes.lastModifiedTime(), changed(file, attributes));
    }

    /** An opaque text for a reference and for the ledger. */
    public String text() {
        return size + "-" + modified.to(TimeUnit.NANOSECONDS) + "-" + changed.to(TimeUnit.NANOSECONDS);
    }

    /** When the file came to be as it is: a copy that keeps an old date has still arrived just now. */
    public long changedAtMillis() {
        return Math.max(modified.toMillis(), changed.toMillis());
    }

    private static FileTime changed(Path file, BasicFileAttributes attributes) throws IOException {
        if (!file.getFileSystem().supportedFileAttributeViews().contains("unix")) {
            return attributes.lastModifiedTime();
        }
        return (FileTime) Files.getAttribute(file, "unix:ctime", LinkOption.NOFOLLOW_LINKS);
    }
}
