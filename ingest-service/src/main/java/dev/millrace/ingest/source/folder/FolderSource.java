package dev.millrace.ingest.source.folder;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A folder whose files are documents. A document's id is {@code <name>:<path below the folder, with slashes>}.
 *
 * @param name tells the documents of several sources apart
 * @param root absolute and normalised
 */
public record FolderSource(String name, Path root) {

    public FolderSource {
        root = root.toAbsolutePath().normalize();
    }

    public String documentId(Path file) {
        return idPrefix() + root.relativize(file).toString().replace('\\', '/');
    }

    /** What the ids of all documents of this source begin with. */
    public String idPrefix() {
        return name + ":";
    }

    /** The address of a document of this source. */
    public URI uri(String documentId) {
        return file(documentId).toUri();
    }

    /** The file of a document of this source. */
    public Path file(String documentId) {
        return root.resolve(documentId.substring(idPrefix().length()));
    }

    /**
     * The file that an address names; empty when it is none below this folder. Nothing outside the folder can be read
     * through a reference, neither by {@code ..} nor by way of a link.
     */
    public Optional<Path> file(URI uri) {
        try {
            Path file = Path.of(uri).normalize();
            return file.startsWith(root) && !file.equals(root) && !throughLink(file)
                    ? Optional.of(file)
                    : Optional.empty();
        } catch (IllegalArgumentException | FileSystemNotFoundException e) {
            return Optional.empty();
        }
    }

    private boolean throughLink(Path file) {
        Path at = root;
        for (Path part : root.relativize(file)) {
            at = at.resolve(part);
            if (Files.isSymbolicLink(at)) {
                return true;
            }
        }
        return false;
    }

    /** Makes the folder if it is not there. */
    public void create() throws IOException {
        if (!Files.isDirectory(root)) {
            Files.createDirectories(root);
        }
    }
}
