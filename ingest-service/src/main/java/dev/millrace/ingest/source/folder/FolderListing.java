package dev.millrace.ingest.source.folder;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The documents and folders below a folder of a source. Links are not followed.
 *
 * @param files the documents
 * @param folders the folders that may hold documents, the starting one included
 * @param complete false when a part could not be read: then absence from {@code files} says nothing
 */
public record FolderListing(List<Path> files, List<Path> folders, boolean complete) {

    private static final Logger LOG = LoggerFactory.getLogger(FolderListing.class);

    public static FolderListing of(Path root, Path folder) throws IOException {
        Visitor visitor = new Visitor(root);
        Files.walkFileTree(folder, visitor);
        return new FolderListing(visitor.files, visitor.folders, visitor.complete);
    }

    private static final class Visitor extends SimpleFileVisitor<Path> {

        private final Path root;
        private final List<Path> files = new ArrayList<>();
        private final List<Path> folders = new ArrayList<>();
        private boolean complete = true;

        private Visitor(Path root) {
            this.root = root;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            if (!folder.equals(root) && IgnoredFiles.ignored(root.relativize(folder))) {
                return FileVisitResult.SKIP_SUBTREE;
            }
            folders.add(folder);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (attributes.isRegularFile() && !IgnoredFiles.ignored(root.relativize(file))) {
                files.add(file);
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException e) {
            complete = false;
            LOG.warn("path={} can't be listed: {}", file, e.toString());
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException e) {
            complete &= e == null;
            return FileVisitResult.CONTINUE;
        }
    }
}
