package dev.millrace.standalone.campaign;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;

/** Files of a watched folder. */
public final class FolderSource implements Source {

    private final Path root;
    private boolean inPlace;

    public FolderSource(Path root) {
        this.root = root;
    }

    /** Every other file is written in place, the others beside and renamed. */
    @Override
    public void put(String name, byte[] content) throws IOException {
        Path target = root.resolve(name);
        Files.createDirectories(target.getParent());
        inPlace = !inPlace;
        if (inPlace) {
            Files.write(target, content);
        } else {
            Path part = Files.createTempFile(target.getParent(), ".part", null);
            Files.write(part, content);
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    @Override
    public void delete(String name) throws IOException {
        Files.delete(root.resolve(name));
    }

    @Override
    public void rename(String from, String to) throws IOException {
        Path target = root.resolve(to);
        Files.createDirectories(target.getParent());
        Files.move(root.resolve(from), target);
    }

    @Override
    public void touch(String name) throws IOException {
        Files.setLastModifiedTime(root.resolve(name), FileTime.from(Instant.now()));
    }

    @Override
    public void repeat(String name) throws IOException {
        put(name, Files.readAllBytes(root.resolve(name)));
    }

    /** A file has no past. */
    @Override
    public void late(String name) throws IOException {
        touch(name);
    }

    @Override
    public void close() {}
}
