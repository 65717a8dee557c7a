package dev.millrace.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where the systems of an evaluation have their data. Removed at the end, unless it is to be kept for another run. */
final class EvaluationFolder implements AutoCloseable {

    private static final String HOLDS = "collection.txt";

    private final Path path;
    private final boolean kept;

    private EvaluationFolder(Path path, boolean kept) {
        this.path = path;
        this.kept = kept;
    }

    /** @param keep null for one that is removed */
    static EvaluationFolder open(@Nullable Path keep) {
        try {
            return keep == null
                    ? new EvaluationFolder(Files.createTempDirectory("millrace-evaluate-"), false)
                    : new EvaluationFolder(Files.createDirectories(keep).toAbsolutePath(), true);
        } catch (IOException e) {
            throw CommandFailure.failed(
                    "The folder for the evaluation's data can't be made (" + e + "): choose another with --keep");
        }
    }

    /** The data of one system. */
    DataFolder system(String name) {
        return new DataFolder(path.resolve(name));
    }

    /** What the system of this name holds, as it was last noted. */
    Optional<String> holds(String name) {
        try {
            return Optional.of(Files.readString(path.resolve(name).resolve(HOLDS)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void note(String name, String holds) {
        try {
            Files.writeString(path.resolve(name).resolve(HOLDS), holds);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        if (kept || !Files.exists(path)) {
            return;
        }
        try {
            Files.walkFileTree(path, new Removal());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Takes what another removes meanwhile for removed. */
    private static final class Removal extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
            if (e instanceof NoSuchFileException) {
                return FileVisitResult.CONTINUE;
            }
            throw e;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException e) throws IOException {
            if (e != null) {
                throw e;
            }
            Files.deleteIfExists(folder);
            return FileVisitResult.CONTINUE;
        }
    }
}
