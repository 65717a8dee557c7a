package dev.millrace.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * A file that is to be dropped into an inbox.
 *
 * @param name below the inbox
 * @param word by which a search finds it, and nothing else
 */
record Drop(String name, String word, Content content) {

    /** What is in it. */
    @FunctionalInterface
    interface Content {
        void writeTo(Path file) throws IOException;
    }

    static Drop ofText(String name, String word, String text) {
        return new Drop(name, word, file -> Files.writeString(file, text));
    }

    static Drop ofFile(String name, String word, Path original) {
        return new Drop(name, word, file -> Files.copy(original, file, StandardCopyOption.REPLACE_EXISTING));
    }

    /** The id of its document. */
    String documentId() {
        return SystemPlan.INBOX + ":" + name;
    }

    /** Writes it into a folder on the disk of the inbox, beside that. */
    void write(Path beside) {
        try {
            content.writeTo(written(Files.createDirectories(beside)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Renames what was written into the inbox, where it is whole at once. */
    void move(Path inbox, Path beside) {
        try {
            Files.move(
                    written(beside),
                    inbox.resolve(name),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path written(Path beside) {
        return beside.resolve(name);
    }
}
