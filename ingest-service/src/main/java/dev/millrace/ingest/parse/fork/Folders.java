package dev.millrace.ingest.parse.fork;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Deletes what children leave behind. What can't be deleted now is when the service starts the next time. */
final class Folders {

    private Folders() {}

    static void deleteQuietly(Path folder) {
        clearQuietly(folder);
        deleteOne(folder);
    }

    /** Deletes everything below the folder; links are not followed. */
    static void clearQuietly(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> deepestFirst = files.filter(file -> !file.equals(folder))
                    .sorted(Comparator.reverseOrder())
                    .toList();
            deepestFirst.forEach(Folders::deleteOne);
        } catch (IOException | UncheckedIOException e) {
            // gone already, or still being written: see above
        }
    }

    private static void deleteOne(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // see above
        }
    }
}
