package dev.millrace.standalone;

import dev.millrace.ingest.source.folder.IgnoredFiles;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * Copies files into an inbox so that a watcher sees each of them whole: under a hidden name first, which is then changed.
 * A file of the same name is left alone when its content is the same, and replaced, which is an edit, when it is not.
 */
final class InboxCopy {

    private static final String HIDDEN = ".";

    private final Path inbox;
    private int added;
    private int edited;
    private int unchanged;
    private int ignored;

    /** How many files were new, replaced another content, were there already, and are no documents by their names. */
    record Copied(int added, int edited, int unchanged, int ignored) {

        int changed() {
            return added + edited;
        }

        String describe(Path inbox) {
            return "Added " + added + (added == 1 ? " file" : " files") + " to " + inbox
                    + some(edited, " replaced an older content")
                    + some(unchanged, " there already")
                    + some(ignored, " left out as hidden or temporary by name");
        }

        private static String some(int count, String what) {
            return count == 0 ? "" : ", " + count + what;
        }
    }

    InboxCopy(Path inbox) {
        this.inbox = inbox;
    }

    Copied copied() {
        return new Copied(added, edited, unchanged, ignored);
    }

    /** A file goes to the top of the inbox, a folder becomes a folder of the same name there. */
    void add(Path source) throws IOException {
        Path real = source.toRealPath();
        Path target =
                inbox.resolve(String.valueOf(source.toAbsolutePath().normalize().getFileName()));
        if (Files.isRegularFile(real)) {
            addFile(real, target);
        } else {
            Files.walkFileTree(real, new Tree(real, target));
        }
    }

    private void addFile(Path file, Path target) throws IOException {
        if (isIgnored(target)) {
            ignored++;
        } else {
            put(file, target);
        }
    }

    /** By the watcher's own rule: what it would not take is not copied for nothing. */
    private static boolean isIgnored(Path path) {
        Path name = path.getFileName();
        return name != null && IgnoredFiles.ignored(name);
    }

    private void put(Path file, Path target) throws IOException {
        boolean exists = Files.exists(target);
        if (exists && Files.mismatch(file, target) < 0) {
            unchanged++;
            return;
        }
        Path folder = Files.createDirectories(target.resolveSibling(HIDDEN).normalize());
        Path part = Files.createTempFile(folder, HIDDEN + "millrace-add-", null);
        try {
            Files.copy(file, part, StandardCopyOption.REPLACE_EXISTING);
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
        if (exists) {
            edited++;
        } else {
            added++;
        }
    }

    private final class Tree extends SimpleFileVisitor<Path> {

        private final Path root;
        private final Path target;

        Tree(Path root, Path target) {
            this.root = root;
            this.target = target;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            boolean left = !folder.equals(root) && isIgnored(folder);
            return left || folder.equals(inbox) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            if (Files.isRegularFile(file)) {
                addFile(file, target.resolve(root.relativize(file).toString()));
            }
            return FileVisitResult.CONTINUE;
        }
    }
}
