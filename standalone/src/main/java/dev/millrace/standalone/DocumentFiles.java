package dev.millrace.standalone;

import dev.millrace.ingest.source.folder.IgnoredFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The documents of a folder that somebody names with {@code --docs}. */
final class DocumentFiles {

    private DocumentFiles() {}

    /** The files of a folder and those below it that a watcher would take, in order. */
    static List<Path> in(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> !IgnoredFiles.ignored(folder.relativize(file)))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Before anything is started.
     *
     * @param docs null where none was named
     */
    static void check(@Nullable Path docs) {
        if (docs != null && !Files.isDirectory(docs)) {
            throw CommandFailure.wrongUse("--docs must name a folder of files, and " + docs + " is none");
        }
        if (docs != null && in(docs).isEmpty()) {
            throw CommandFailure.wrongUse("--docs must name a folder with files in it, and " + docs + " has none");
        }
    }
}
